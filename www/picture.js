// @ts-check
/**
 * A canvas as wide as its box, drawn again whenever its width or the screen's pixel ratio changes.
 */
import { h } from "./markup.js";

/**
 * @typedef {object} Drawing
 * @property {(width: number) => number} height in CSS pixels
 * @property {(target: HTMLCanvasElement | import("./engine.js").SvgTarget, width: number, height: number, devicePixelRatio: number) => void} draw
 */

/** How wide a picture is taken along that was never shown. */
const USUAL_WIDTH = 720;

export class Picture {
  /** The box with the canvas in it. */ root;
  canvas;
  width = 0;
  height = 0;
  #drawing;
  /** As wide as the box, but never higher: watching the box itself would see what we do to it. */ #ruler = h("div", { class: "ruler" });
  #observer;
  /** @type {MediaQueryList | undefined} */ #resolution;

  /**
   * @param {Drawing} drawing
   * @param {import("./markup.js").Properties} properties of the canvas
   */
  constructor(drawing, properties) {
    this.#drawing = drawing;
    this.canvas = h("canvas", properties);
    this.root = h("div", { class: "picture" }, this.#ruler, this.canvas);
    this.#observer = new ResizeObserver(() => {
      if (this.#room() !== this.width) this.paint();
    });
    this.#observer.observe(this.#ruler);
    this.#watchResolution();
  }

  /** Whole pixels, so that the picture is not stretched by a fraction of one. */
  #room() {
    return Math.floor(this.#ruler.getBoundingClientRect().width);
  }

  paint() {
    this.width = this.#room();
    if (this.width === 0) return;
    this.height = this.#drawing.height(this.width);
    this.canvas.style.width = `${this.width}px`;
    this.canvas.style.height = `${this.height}px`;
    this.#drawing.draw(this.canvas, this.width, this.height, devicePixelRatio);
  }

  /**
   * The picture to be taken along, as large as it is shown.
   *
   * @param {string} id
   * @param {string} label
   * @returns {import("./panels/panel.js").Taken}
   */
  taken(id, label) {
    const draw = (/** @type {Parameters<Drawing["draw"]>[0]} */ target, /** @type {number} */ ratio) => {
      const width = this.width || USUAL_WIDTH;
      this.#drawing.draw(target, width, this.#drawing.height(width), ratio);
    };
    return { id, label, draw };
  }

  /** A query holds for one ratio only, so each change asks anew. */
  #watchResolution() {
    this.#resolution = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.#resolution.addEventListener("change", this.#resolutionChanged, { once: true });
  }

  #resolutionChanged = () => {
    this.#watchResolution();
    this.paint();
  };

  dispose() {
    this.#observer.disconnect();
    this.#resolution?.removeEventListener("change", this.#resolutionChanged);
  }
}
