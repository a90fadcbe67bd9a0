// @ts-check
/** Everything inside the shadow root: the panels, in order, and the message when something was refused. */
import { PANELS } from "./attributes.js";
import { h } from "./markup.js";
import { watchPointing, showPointed } from "./pointing.js";
import { CardPanel } from "./panels/card.js";
import { CodePanel } from "./panels/code.js";
import { ControlsPanel } from "./panels/controls.js";
import { DataPanel } from "./panels/data.js";
import { LessonPanel } from "./panels/lesson.js";
import { LossPanel } from "./panels/loss.js";
import { GraphPanel } from "./panels/graph.js";
import { MatricesPanel } from "./panels/matrices.js";
import { MatrixPanel } from "./panels/matrix.js";
import { PredictPanel } from "./panels/predict.js";
import { SetupPanel } from "./panels/setup.js";
import { PredictionPanel } from "./panels/prediction.js";
import { SlicePanel } from "./panels/slice.js";
import { ComparePanel } from "./panels/compare.js";
import { CheckPanel } from "./panels/check.js";
import { NetworkPanel } from "./panels/network.js";
import { TakePanel } from "./panels/take.js";
import { readTheme } from "./theme.js";
import { Views } from "./views.js";
import { watchWalking } from "./walking.js";

/** @typedef {import("./panels/panel.js").Host} Host */
/** @typedef {import("./panels/panel.js").Panel} Panel */
/** @typedef {import("./attributes.js").PanelName} PanelName */
/** @typedef {import("./stepper.js").Stepper} Stepper */

export class View {
  /** @type {Record<PanelName, Panel>} */ #panels;
  #message = h("span");
  #alert = h(
    "div",
    { class: "alert", hidden: true },
    h("div", { role: "alert" }, this.#message),
    h("button", { type: "button", click: () => this.#dismiss() }, "Dismiss"),
  );
  #probe = h("span", { class: "probe" });
  #grid = h("div", { class: "grid" });
  #views;
  /** What is not seen is not kept up to date either; it is shown anew when it appears. @type {Set<PanelName>} */ #away = new Set();
  #frame = h("div", { class: "frame", lang: "en", role: "group", "aria-label": "Backprop stepper" }, this.#alert, this.#grid, this.#probe);
  /** Marks of pointing are put on again after a panel was written anew. @type {string | null} */ #pointed = null;
  #stepper;
  /** Looked up once for many drawings. @type {import("./engine.js").Theme | undefined} */ #theme;
  /** @type {Set<PanelName>} */ #wanted = new Set();
  /** The scene whose panels were opened. */ #read = "";
  /** Asked for when first needed: a large network has many. @type {import("./pointing.js").Names | undefined} */ #names;

  /**
   * @param {ShadowRoot} root
   * @param {Stepper} stepper
   * @param {import("./changes.js").Changes} changes
   * @param {(id: string) => void} openLesson
   * @param {import("./display-choice.js").DisplayChoice} choice
   */
  constructor(root, stepper, changes, openLesson, choice) {
    this.#stepper = stepper;
    const view = this;
    /** @type {Host} */
    const host = {
      get stepper() {
        return view.#stepper;
      },
      theme: () => (this.#theme ??= readTheme(this.#probe)),
      openLesson,
      changeExperiment: (config) => changes.make(config),
      changes,
      showAs: (display) => {
        view.#stepper.trainer.setDisplay(display);
        choice.choose(display);
        view.reload();
      },
      get chosenNames() {
        return choice.names;
      },
      pictures: () => PANELS.flatMap((name) => this.#panels[name].pictures?.() ?? []),
      point: (subject) => this.#point(subject),
    };
    this.#panels = {
      network: new NetworkPanel(host),
      formula: new CardPanel(host),
      controls: new ControlsPanel(host),
      predict: new PredictPanel(host),
      matrix: new MatrixPanel(host),
      code: new CodePanel(host),
      graph: new GraphPanel(host),
      lesson: new LessonPanel(host),
      loss: new LossPanel(host),
      matrices: new MatricesPanel(host),
      data: new DataPanel(host),
      setup: new SetupPanel(host),
      prediction: new PredictionPanel(host),
      slice: new SlicePanel(host),
      compare: new ComparePanel(host),
      check: new CheckPanel(host),
      take: new TakePanel(host),
    };
    this.#views = new Views(this.#panels, () => this.#place());
    this.#grid.append(this.#panels.network.root, this.#views.root);
    for (const name of PANELS) if (name !== "network") this.#grid.append(this.#panels[name].root);
    this.#views.watch(this.#grid);
    root.replaceChildren(this.#frame);
    watchPointing(this.#frame, host.point);
    watchWalking(this.#frame, host.point);
  }

  /** @param {Stepper} stepper */
  load(stepper) {
    this.#stepper = stepper;
    this.#pointed = null;
    this.#names = undefined;
    for (const name of PANELS) this.#panels[name].load();
    this.#arrange();
    this.show();
    this.state();
  }

  /** Every number, formula and name is shown differently. */
  reload() {
    this.#stepper.refresh();
    this.load(this.#stepper);
  }

  show() {
    this.#openTold();
    for (const name of this.#shown()) this.#panels[name].show();
    if (this.#pointed) this.#showPointed(this.#pointed);
  }

  /** Training goes on: only what is seen at once. */
  glance() {
    for (const name of this.#shown()) this.#panels[name].glance?.();
  }

  /** Opens the folded panels that a scene is about, once when it is come to. */
  #openTold() {
    const { scenes, scene, trainer } = this.#stepper;
    const told = scenes[scene];
    const read = told ? `${trainer.lesson} ${told.id}` : "";
    if (read === this.#read) return;
    this.#read = read;
    for (const name of PANELS) {
      if (!told?.panels.includes(name)) continue;
      const fold = this.#panels[name].root.querySelector("details.fold");
      if (fold instanceof HTMLDetailsElement) fold.open = true;
    }
  }

  /** Colours may have changed. */
  recolour() {
    this.#theme = undefined;
    this.paint();
  }

  paint() {
    for (const name of this.#shown()) this.#panels[name].paint?.();
  }

  state() {
    for (const name of PANELS) this.#panels[name].state?.();
  }

  restore() {
    for (const name of PANELS) this.#panels[name].restore?.();
  }

  /** @param {Set<PanelName>} names */
  arrange(names) {
    this.#wanted = names;
    this.#place();
  }

  /** Arranges the panels anew, and shows those that were not seen until now. */
  #place() {
    const before = this.#away;
    this.#arrange();
    for (const name of before) if (!this.#away.has(name)) this.#panels[name].show();
    if (this.#pointed) this.#showPointed(this.#pointed);
  }

  #arrange() {
    const told = this.#stepper.scenes.length > 0;
    const names = PANELS.filter((name) => this.#wanted.has(name) && (name !== "lesson" || told));
    const behind = this.#views.arrange(names);
    this.#away = new Set(PANELS.filter((name) => !names.includes(name) || behind.includes(name)));
    this.#grid.dataset.panels = names.join(" ");
    for (const name of PANELS) {
      const away = this.#away.has(name);
      // The live region stays even where the card is not shown.
      if (name === "formula") this.#panels[name].root.classList.toggle("only-spoken", away);
      else this.#panels[name].root.hidden = away;
    }
    // Some part takes the keyboard for the whole element: without the network's stage, the frame.
    if (names.includes("network")) this.#frame.removeAttribute("tabindex");
    else this.#frame.tabIndex = 0;
  }

  /** The card is always told: it speaks. */
  #shown() {
    return PANELS.filter((name) => name === "formula" || !this.#away.has(name));
  }

  /** @param {string | null} message */
  complain(message) {
    this.#message.textContent = message ?? "";
    this.#alert.hidden = message === null;
  }

  /** The button that has the focus goes; the keys go on working. */
  #dismiss() {
    const { activeElement, host } = /** @type {ShadowRoot} */ (this.#alert.getRootNode());
    // While something inside has the focus, the element would not move it.
    if (activeElement instanceof HTMLElement) activeElement.blur();
    this.complain(null);
    /** @type {HTMLElement} */ (host).focus();
  }

  /** @param {string | null} subject */
  #point(subject) {
    if (subject === this.#pointed) return;
    this.#pointed = subject;
    this.#stepper.point(this.#showPointed(subject));
  }

  /** @param {string | null} subject */
  #showPointed(subject) {
    this.#names ??= this.#stepper.trainer.names();
    return showPointed(this.#frame, subject, this.#names);
  }

  dispose() {
    this.#views.dispose();
    for (const name of PANELS) this.#panels[name].dispose?.();
  }
}
