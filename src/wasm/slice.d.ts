/** A weight, or a bias where `input` is absent or null. */
export interface Parameter {
  layer: number;
  input?: number | null;
  unit: number;
}
