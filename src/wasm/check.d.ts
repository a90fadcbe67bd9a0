export interface GradientChecks {
  /** What was compared, where it agrees least, and whether that is more than rounding explains. */
  text: string;
  /** The worst first, at most a hundred of them. */
  checks: {
    name: string;
    /** As in `data-subject` attributes. */
    key: string;
    /** By backpropagation. */
    analytic: number;
    /** By central differences of the loss. */
    numeric: number;
    /** |a − n| / max(|a|, |n|, 10⁻⁴) */
    relativeError: number;
    /** The same in two digits; "–" where it is none. */
    relativeErrorText: string;
  }[];
  /** How many were compared: all of a small network, evenly spaced ones of a large one. */
  compared: number;
  /** Tried, but in a kink of the loss, where it has no derivative. */
  inKinks: number;
  /** How many weights and biases there are. */
  parameters: number;
}
