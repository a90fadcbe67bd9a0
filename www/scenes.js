// @ts-check
/** Which scene of a lesson belongs to a position: stepping moves the reading. */

/** @typedef {[update: number, operation: number]} Position */
/** @typedef {{ position: Position, until: Position }} Range */

/**
 * @param {Position} a
 * @param {Position} b
 * @returns {number} negative when `a` comes first
 */
export function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1];
}

/**
 * @param {Range} scene
 * @param {Position} position
 */
function holds(scene, position) {
  return compare(scene.position, position) <= 0 && compare(position, scene.until) <= 0;
}

/**
 * The scene to show at a position: the current one while it holds, else the nearest that does, else the last
 * one that has begun.
 *
 * @param {Range[]} scenes
 * @param {number} current index, -1 for none yet
 * @param {Position} position
 * @returns {number} index, -1 when there are no scenes
 */
export function sceneAt(scenes, current, position) {
  const shown = scenes[current];
  if (shown && holds(shown, position)) return current;
  let found = -1;
  scenes.forEach((scene, index) => {
    const nearer = found < 0 || Math.abs(index - current) < Math.abs(found - current);
    if (nearer && holds(scene, position)) found = index;
  });
  if (found >= 0) return found;
  return Math.max(scenes.findLastIndex((scene) => compare(scene.position, position) <= 0), Math.min(0, scenes.length - 1));
}
