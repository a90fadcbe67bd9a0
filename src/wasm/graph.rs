//! The computation graph on a canvas, its text alternative, and what is under the pointer.

use super::errors::to_js;
use super::pictures::{Surface, size};
use super::trainer::Trainer;
use super::values::{SubjectObject, pack};
use crate::draw::network;
use crate::error::Error;
use crate::explain;
use crate::scene::Graph;
use crate::scene::Role;
use crate::step::Subject;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** The computation graph in words. */
export interface GraphText {
  /** Why there is no picture; empty where there is one. */
  refused: string;
  /** A line for each value, those first that others are made of. */
  lines: { text: string; subject: Subject; role: "idle" | "read" | "computed" }[];
}
"#;

#[derive(Serialize)]
struct TextObject {
    refused: String,
    lines: Vec<LineObject>,
}

#[derive(Serialize)]
struct LineObject {
    text: String,
    subject: SubjectObject,
    role: &'static str,
}

impl Trainer {
    fn graph(&self) -> Result<Graph, String> {
        Graph::of(&self.inner, &self.every_lit())
    }

    fn named(&self, subject: &Subject) -> SubjectObject {
        SubjectObject::new(subject, explain::names(&self.inner).subject(subject))
    }
}

#[wasm_bindgen]
impl Trainer {
    /// The computation graph of the current sample in words, or why there is none.
    #[wasm_bindgen(js_name = graphText, unchecked_return_type = "GraphText")]
    pub fn graph_text(&self) -> Js<JsValue> {
        let graph = self.graph();
        let lines = graph.as_ref().map(Graph::lines).unwrap_or_default();
        pack(&TextObject {
            refused: graph.err().unwrap_or_default(),
            lines: lines
                .into_iter()
                .map(|(subject, text, role)| LineObject {
                    text,
                    subject: self.named(&subject),
                    role: match role {
                        Role::Pending | Role::Done => "idle",
                        Role::Read => "read",
                        Role::Computed => "computed",
                    },
                })
                .collect(),
        })
    }

    /// Width and height of the graph in a box of a width, in CSS pixels; it may be wider than the box. Empty where there
    /// is no picture.
    #[wasm_bindgen(js_name = graphSize)]
    pub fn graph_size(&self, #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue) -> Vec<f64> {
        self.graph().map_or_else(|_| Vec::new(), |graph| <[f64; 2]>::from(graph.size(size(&width))).to_vec())
    }

    /// Draws the graph in a box of a width; see `drawNetwork` and `graphSize`.
    #[wasm_bindgen(js_name = drawGraph)]
    pub fn draw_graph(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement | SvgTarget")] canvas: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
        #[wasm_bindgen(js_name = devicePixelRatio, unchecked_param_type = "number")] ratio: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Js<()> {
        let surface = Surface::of(&canvas, (&width, &height), &ratio, &theme)?;
        let graph = self.graph().map_err(|refused| to_js(Error::range("graph", refused)))?;
        let mut scene = graph.scene(surface.size.0, &surface.target.measure(&surface.theme.font));
        self.mark_pointed(&mut scene);
        surface.paint(|pen| network::paint(pen, &scene, &surface.theme))?;
        if surface.target.is_shown() {
            self.graph_drawn = Some(scene);
        }
        Ok(())
    }

    /// Left and right edge of what is being computed in the graph as it was drawn last; empty where that is nothing.
    #[wasm_bindgen(js_name = graphFocus)]
    pub fn graph_focus(&self) -> Vec<f64> {
        let node = self.graph_drawn.as_ref().and_then(|scene| scene.focus());
        node.map_or_else(Vec::new, |rect| vec![rect.left, rect.right])
    }

    /// What is under a point of the graph as it was drawn last, or null.
    #[wasm_bindgen(js_name = graphHit, unchecked_return_type = "Subject | null")]
    pub fn graph_hit(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: JsValue,
    ) -> Js<JsValue> {
        match self.graph_drawn.as_ref().and_then(|scene| scene.hit(size(&x), size(&y))) {
            Some(subject) => pack(&self.named(&subject)),
            None => Ok(JsValue::NULL),
        }
    }
}
