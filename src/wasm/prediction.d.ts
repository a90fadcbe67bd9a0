export interface PredictionChoice {
  /** What the drawings take: `outputs`, or layer and unit as in `0.2`. */
  id: string;
  name: string;
  /** Null where several neurons are shown at once. */
  layer: number | null;
}
