/** A number of the drawing that can be typed over, and its place there in CSS pixels. */
export interface DrawnNumber {
  subject: Subject;
  value: number;
  /** `w3 = 0.1` */
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A weight that enters a neuron, or its bias. Numbers that are not computed yet are NaN. */
export interface CloseUpEntry {
  subject: Subject;
  /** What the weight is multiplied with; empty for a bias. */
  from: string;
  entering: number;
  value: number;
  gradient: number;
}

/** A neuron number by number. Numbers that are not computed yet are NaN. */
export interface CloseUp {
  name: string;
  function: string;
  preActivation: number;
  activation: number;
  delta: number;
  bias: CloseUpEntry | null;
  /** The largest in size first. */
  weights: CloseUpEntry[];
  /** How many weights are left out. */
  more: number;
}
