// @ts-check
/** The network on a canvas, its legend, and the same numbers as text. */
import { InPlace } from "../in-place.js";
import { h } from "../markup.js";
import { Picture } from "../picture.js";
import { key } from "../subjects.js";
import { CloseUp } from "./close-up.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

export class NetworkPanel {
  root;
  #host;
  #picture;
  #facts = h("ul", { id: "facts" });
  #inPlace;
  #closeUp;
  #lit = h("li", { class: "is-lit" }, "the scene’s topic");

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#picture = new Picture(
      {
        height: (width) => host.stepper.trainer.networkHeight(width),
        draw: (canvas, width, height, ratio) => host.stepper.trainer.drawNetwork(canvas, width, height, ratio, host.theme()),
      },
      { role: "img", "aria-label": "The network", "aria-describedby": "facts", class: "network-canvas" },
    );
    this.#picture.canvas.addEventListener("pointermove", (event) => this.#point(event));
    this.#picture.canvas.addEventListener("pointerleave", () => host.point(null));
    this.#picture.canvas.addEventListener("click", (event) => this.#click(event));
    // Takes the keyboard for the whole element.
    const stage = h(
      "div",
      { class: "stage", tabindex: "0", role: "group", "aria-label": "Network. Right arrow: next step, left arrow: previous step, space: play or pause, Home: reset" },
      this.#picture.root,
    );
    this.#inPlace = new InPlace(this.#picture.root, stage);
    this.#closeUp = new CloseUp(host);
    this.root = section(
      "network",
      "Network",
      stage,
      h(
        "div",
        { class: "under" },
        h(
          "ul",
          { class: "legend", "aria-label": "Colours" },
          h("li", { class: "is-computed" }, "computed now"),
          h("li", { class: "is-read" }, "read for it"),
          h("li", { class: "is-missing" }, "not computed yet"),
          this.#lit,
        ),
        this.#closeUp.root,
        h("details", { class: "facts" }, h("summary", {}, "Numbers of this picture as text"), this.#facts),
      ),
    );
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const subject = this.#host.stepper.trainer.networkHit(event.offsetX, event.offsetY);
    this.#host.point(subject ? key(subject) : null);
    const { canvas } = this.#picture;
    const number = this.#host.stepper.trainer.networkNumber(event.offsetX, event.offsetY);
    canvas.classList.toggle("typed-over", number !== null);
    canvas.title = number ? `${number.text}, click to change` : "";
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const { stepper } = this.#host;
    const number = stepper.trainer.networkNumber(event.offsetX, event.offsetY);
    stepper.pause();
    if (number) return this.#inPlace.open(number, stepper);
    this.#inPlace.close();
    const subject = stepper.trainer.networkHit(event.offsetX, event.offsetY);
    if (subject && subject.layer !== null && subject.unit !== null) this.#closeUp.open(subject.layer, subject.unit);
  }

  load() {
    this.#closeUp.load();
  }

  show() {
    // The number it stands over may be another one now.
    this.#inPlace.close();
    this.#facts.replaceChildren(...this.#host.stepper.trainer.networkText().map((line) => h("li", {}, line)));
    const { scenes, scene } = this.#host.stepper;
    // Its place is kept, so that nothing moves from scene to scene.
    this.#lit.hidden = !scenes.some(({ lights }) => lights.length > 0);
    this.#lit.style.visibility = scenes[scene]?.lights.length ? "" : "hidden";
    this.#closeUp.show();
    this.paint();
  }

  paint() {
    this.#picture.paint();
  }

  restore() {
    this.#closeUp.restore();
  }

  glance() {
    if (this.#host.stepper.training) this.paint();
  }

  pictures() {
    return [this.#picture.taken("drawing", "The network")];
  }

  dispose() {
    this.#picture.dispose();
  }
}
