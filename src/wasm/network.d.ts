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
