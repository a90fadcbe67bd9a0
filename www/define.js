// @ts-check
/** Importing this module makes `<backprop-stepper>` work. Importing it twice, or from two places, is harmless. */
import { BackpropStepper } from "./element.js";

if (!customElements.get("backprop-stepper")) customElements.define("backprop-stepper", BackpropStepper);

export { BackpropStepper };
