// @ts-check
/** Light or dark on the site's own pages: chosen once, remembered on this device. */

const THEME = "backprop-stepper:theme";

/**
 * @param {HTMLSelectElement} select
 * @param {(theme: string) => void} [changed]
 */
export function keepTheme(select, changed = () => {}) {
  /** @param {string} name */
  const set = (name) => {
    select.value = name;
    document.documentElement.dataset.theme = name;
    changed(name);
  };
  select.addEventListener("change", () => {
    set(select.value);
    try {
      localStorage.setItem(THEME, select.value);
    } catch {
      // Then it holds for this visit only.
    }
  });
  set(remembered());
}

function remembered() {
  try {
    const name = localStorage.getItem(THEME) ?? "";
    return ["auto", "light", "dark"].includes(name) ? name : "auto";
  } catch {
    return "auto";
  }
}
