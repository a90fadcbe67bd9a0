// @ts-check
/** `<backprop-stepper>`: a training run one number at a time. See the attributes in `attributes.js`. */
import { ATTRIBUTES, parseDigits, parsePanels } from "./attributes.js";
import { Changes, keepPlace } from "./changes.js";
import { DisplayChoice } from "./display-choice.js";
import { Trainer } from "./engine.js";
import { parsePosition } from "./fragment.js";
import { pressKey } from "./keys.js";
import { liveTrainer } from "./live.js";
import { h } from "./markup.js";
import { loadMathFont } from "./math-font.js";
import { Opening, fallback, fromAttributes, fromConfig } from "./opening.js";
import { claim, fromTrainer } from "./ownership.js";
import { Stepper } from "./stepper.js";
import { sheets } from "./styles/sheets.js";
import { View } from "./view.js";

/** @typedef {import("./engine.js").Granularity} Granularity */
/** @typedef {import("./opening.js").Source} Source */

export class BackpropStepper extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  // Focus given to the element goes to the part of it that takes the keys.
  #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  /** @type {View | undefined} */ #view;
  /** @type {Stepper | undefined} */ #stepper;
  /** @type {Trainer | undefined} What others get of the trainer. */ #live;
  #opening = new Opening();
  /** Only asked once there is a view, and so a stepper. */
  #changes = new Changes(
    () => /** @type {Stepper} */ (this.#stepper).trainer,
    (trainer, anew) => {
      // Something else is shown as usual.
      const display = anew ? undefined : this.#stepper?.trainer.display();
      keepPlace(this.#root, () => this.#open(Object.assign(() => trainer, { display }), true));
    },
  );
  #choice = new DisplayChoice();
  /** Where the next trainer comes from, when not from the attributes. @type {Source | undefined} */ #source;
  /** Between connected and disconnected; the attributes of an upgraded element are told of before. */ #here = false;
  #schemes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));

  constructor() {
    super();
    this.#root.adoptedStyleSheets = sheets();
    // Until the engine is there, or if it never is: the text inside the tag.
    this.#root.append(h("slot"));
    this.#root.addEventListener("keydown", (event) => {
      if (this.#stepper && event instanceof KeyboardEvent) pressKey(event, this.#stepper);
    });
  }

  connectedCallback() {
    this.#takeOwn("config");
    this.#takeOwn("trainer");
    this.#here = true;
    loadMathFont();
    for (const scheme of this.#schemes) scheme.addEventListener("change", this.#recolour);
    document.addEventListener("visibilitychange", this.#visibility);
    this.#open(this.#source);
  }

  disconnectedCallback() {
    this.#here = false;
    for (const scheme of this.#schemes) scheme.removeEventListener("change", this.#recolour);
    document.removeEventListener("visibilitychange", this.#visibility);
    this.#opening.cancel();
    if (this.#stepper) {
      // Back on a page, it goes on from here.
      const { trainer } = this.#stepper;
      const [moment, lesson] = [trainer.moment(), trainer.lesson ?? undefined];
      this.#source = Object.assign(() => Trainer.fromMoment(moment, lesson), { display: trainer.display() });
    }
    this.#view?.dispose();
    this.#changes.forget();
    this.#stepper?.dispose();
    this.#view = this.#stepper = this.#live = undefined;
    this.#root.replaceChildren(h("slot"));
  }

  /**
   * @param {string} name
   * @param {string | null} _old
   * @param {string | null} now
   */
  attributeChangedCallback(name, _old, now) {
    if (name === "lesson" || name === "config") {
      this.#source = undefined;
      if (this.#here) this.#open(undefined);
      return;
    }
    if (this.#stepper) for (const error of attempt(() => this.#obey(name, now))) this.report(error);
    else if (name === "digits" && this.#source) this.#source.display = undefined;
  }

  /**
   * @param {string} name
   * @param {string | null} value
   */
  #obey(name, value) {
    if (name === "position" && value !== null) {
      const position = parsePosition(value);
      this.#stepper?.act((trainer) => trainer.seek(...position));
    }
    if (name === "panels") this.#view?.arrange(parsePanels(value));
    if (name === "digits") this.#live?.setDisplay({ digits: parseDigits(value) });
    if (name === "theme") this.#recolour();
  }

  // ---- what a page may use --------------------------------------------------------------------------------

  /** Resolves with the trainer once there is one; another promise after each change of `lesson` or `config`. */
  get ready() {
    return this.#opening.ready;
  }

  /** The trainer; moving it moves the element. A trainer set here belongs to the element. @returns {Trainer | undefined} */
  get trainer() {
    return this.#live;
  }

  /** @param {Trainer} trainer */
  set trainer(trainer) {
    this.#source = () => fromTrainer(trainer, this);
    if (this.#here) this.#open(this.#source);
  }

  /** The config document as it stands now. Set it to an object or JSON. @returns {unknown} */
  get config() {
    return this.#live?.config();
  }

  /** @param {unknown} config */
  set config(config) {
    this.#source = () => fromConfig(config);
    if (this.#here) this.#open(this.#source);
  }

  /** Whether it goes on by itself. */
  get playing() {
    return this.#stepper?.playing ?? false;
  }

  /** @param {Granularity} [by] as `Step by` says, if nothing else is said */
  next(by) {
    this.#stepper?.act((trainer) => trainer.next(by ?? this.#stepper?.by));
    return this.#stepper?.step;
  }

  /** @param {Granularity} [by] as `Step by` says, if nothing else is said */
  previous(by) {
    this.#stepper?.act((trainer) => trainer.previous(by ?? this.#stepper?.by));
    return this.#stepper?.step;
  }

  play() {
    this.#stepper?.play();
  }

  pause() {
    this.#stepper?.pause();
    this.#stepper?.stop();
  }

  reset() {
    this.#stepper?.reset();
    return this.#stepper?.step;
  }

  /**
   * Opens a published example, whatever the attributes say. What is there until then comes back with {@link undoChange}.
   *
   * @param {string} id
   */
  openLesson(id) {
    this.#source = () => Trainer.fromLesson(id);
    if (!this.#here) return;
    if (!this.#stepper) this.#open(this.#source);
    else for (const error of attempt(() => this.#changes.openLesson(id))) this.report(error);
  }

  /**
   * Takes a document as a new run in place of the one there is, as the panels do: it can be undone. Throws what is wrong
   * with it; nothing has changed then.
   *
   * @param {unknown} config
   */
  changeExperiment(config) {
    if (this.#stepper) this.#changes.make(config);
  }

  undoChange() {
    this.#changes.undo();
  }

  redoChange() {
    this.#changes.redo();
  }

  /**
   * Shows that something was refused, and tells the page.
   *
   * @param {unknown} error
   */
  report(error) {
    const message = error instanceof Error ? error.message : String(error);
    if (this.#view) this.#view.complain(message);
    else this.#root.replaceChildren(h("p", { class: "failure", role: "alert", lang: "en" }, message), h("slot"));
    this.#tell("error", error);
  }

  // ---- another trainer ------------------------------------------------------------------------------------

  /**
   * Goes over to another trainer. If it can't be had, what was there stays.
   *
   * @param {Source | undefined} given instead of what the attributes say
   * @param {boolean} [change] of what is there, which can be undone, rather than something else
   */
  #open(given, change = false) {
    const source = given ?? (() => fromAttributes(this));
    const opened = (/** @type {Trainer} */ trainer) => {
      if (!change) this.#changes.forget();
      return this.#adopt(trainer, given);
    };
    this.#opening.open(source, opened, (error) => this.#missing(error));
  }

  /** @param {unknown} error */
  #missing(error) {
    if (!this.#opening.started) {
      const reason = error instanceof Error ? error.message : String(error);
      this.report(new Error(`The interactive part could not start: it needs WebAssembly (${reason}).`));
      return undefined;
    }
    const instead = this.#live ?? this.#adopt(fallback(this), undefined);
    this.report(error);
    return instead;
  }

  /**
   * @param {Trainer} trainer
   * @param {Source | undefined} given
   */
  #adopt(trainer, given) {
    const old = this.#stepper;
    old?.pause();
    old?.stop();
    const refused = this.#prepare(trainer, given);
    const stepper = new Stepper(trainer, {
      moved: () => this.#moved(),
      lit: () => this.#view?.paint(),
      playing: () => this.#playing(),
      training: () => this.#view?.glance(),
      restored: () => this.#view?.restore(),
      failed: (error) => this.report(error),
    });
    this.#stepper = stepper;
    claim(trainer, this);
    const view = (this.#view ??= new View(this.#root, stepper, this.#changes, (id) => this.openLesson(id), this.#choice));
    const live = liveTrainer(trainer, () => stepper.act(() => {}), () => view.reload());
    this.#live = live;
    const misplaced = attempt(() => view.arrange(parsePanels(this.getAttribute("panels"))));
    if (misplaced.length > 0) view.arrange(parsePanels(null));
    view.complain(null);
    view.load(stepper);
    if (old && old.trainer !== trainer) old.dispose(this.#changes.keeps(old.trainer));
    this.#tell("ready", null);
    for (const error of [...refused, ...misplaced]) this.report(error);
    return live;
  }

  /**
   * What attributes and the reader say of any trainer, before anybody sees it. One that goes on from another shows numbers
   * as that did.
   *
   * @param {Trainer} trainer
   * @param {Source | undefined} given
   * @returns {unknown[]} what was refused
   */
  #prepare(trainer, given) {
    const position = given ? null : this.getAttribute("position");
    const digits = this.getAttribute("digits");
    return [
      ...attempt(() => trainer.setDisplay(given?.display ?? { digits: parseDigits(digits) })),
      ...attempt(() => given?.display || this.#choice.apply(trainer, digits !== null)),
      ...attempt(() => position !== null && trainer.seek(...parsePosition(position))),
    ];
  }

  // ---- what happens -----------------------------------------------------------------------------------------

  #moved() {
    this.#view?.show();
    this.#tell("step", this.#stepper?.step);
  }

  #playing() {
    this.#view?.state();
    this.#tell(this.playing ? "play" : "pause", null);
  }

  #recolour = () => this.#view?.recolour();

  #visibility = () => {
    if (document.hidden) this.#stepper?.pause();
  };

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /**
   * A property set before the element was defined hides the accessor; it is set again through it.
   *
   * @param {"config" | "trainer"} name
   */
  #takeOwn(name) {
    if (!Object.hasOwn(this, name)) return;
    const own = Reflect.get(this, name);
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, own);
  }
}

/**
 * @param {() => unknown} action
 * @returns {unknown[]} what went wrong, if anything did
 */
function attempt(action) {
  try {
    action();
    return [];
  } catch (error) {
    return [error];
  }
}
