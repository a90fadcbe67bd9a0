/** What every drawing can go to besides a canvas: the picture as an SVG document is put into `svg`. */
export interface SvgTarget {
  svg: string;
}
