// @ts-check
/**
 * The font formulas are set in. `@font-face` does not count inside a shadow root, so it is added to the document.
 *
 * It is STIX Two Math as npm's `@fontsource/stix-two-math` 5.3.0 has it, cut down with fontTools' `pyftsubset` to Latin,
 * Greek, the italic and bold mathematical alphabets and the operators, with its MATH table and the feature `ssty`.
 */

let asked = false;

export function loadMathFont() {
  if (asked || typeof FontFace === "undefined") return;
  asked = true;
  const address = new URL("./fonts/stix-two-math.woff2", import.meta.url).href;
  const font = new FontFace("Backprop Stepper Math", `url("${address}") format("woff2")`, { display: "swap" });
  document.fonts.add(font);
  // Without it formulas are set in what the system has.
  font.load().catch(() => document.fonts.delete(font));
}
