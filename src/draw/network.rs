//! The picture of a network: paints a scene.

use super::heat_map;
use super::pen::{Pen, rounded};
use super::{Result, Rgb, Theme};
use crate::scene::{Flow, Label, Link, Node, Point, Rect, Role, Scene, Shape, Text, Tone};
use plotters::prelude::DrawingBackend;

/// How much of its colour the inside of something has that plays a part.
pub(super) const TINT: f64 = 0.1;
/// How far the halo of what a lesson points at reaches out.
const HALO: f64 = 4.0;
/// How wide the ring is around what somebody points at, or the line along it, and how far off.
const RING: f64 = 2.5;
const OFF: f64 = 2.5;
/// More lines than these are drawn in few colours.
const CROWD: usize = 200;
/// Up to so many lines that play a part have heads.
const ARROWS: usize = 8;
/// Radius of the corners of boxes and plates.
const CORNER: f64 = 4.0;

/// Paints the scene over whatever is there.
///
/// # Errors
/// What the backend refuses.
pub fn paint<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, theme: &Theme) -> Result {
    let page = Rect { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height };
    pen.rect(page, theme.surface)?;
    // Many lines are thinner, and step back behind those that play a part.
    let crowd = (24.0 / scene.links.len().max(24) as f64).sqrt().sqrt();
    let is_busy = crowd < 1.0 && scene.links.iter().any(|link| link.role.is_active() || link.lit);
    let fade = if is_busy { 0.45 } else { 0.0 };
    // So do arrows that all end in one place, where their heads would lie on each other.
    let active = scene.links.iter().filter(|link| link.role.is_active()).count();
    let strong = if active > ARROWS { (2.0 * ARROWS as f64 / active as f64).max(0.8) } else { 2.0 };
    let picture = Painter { pen, theme, scene, crowd, fade, strong, has_heads: active <= ARROWS };
    for link in scene.links.iter().filter(|link| link.lit) {
        picture.glow(link)?;
    }
    for link in scene.links.iter().filter(|link| scene.is_pointed(link.subject.as_ref())) {
        picture.outline(link)?;
    }
    // What plays a part lies over what does not.
    for role in [Role::Pending, Role::Done, Role::Read, Role::Computed] {
        let mut links: Vec<&Link> = scene.links.iter().filter(|link| link.role == role).collect();
        if scene.links.len() > CROWD {
            // In few colours, each chosen once.
            links.sort_by_key(|link| step(link.strength));
        }
        links.into_iter().try_for_each(|link| picture.link(link))?;
    }
    for label in &scene.labels {
        picture.label(label)?;
    }
    scene.tiles.iter().try_for_each(|tile| heat_map::paint(pen, tile, theme))?;
    scene.nodes.iter().try_for_each(|node| picture.node(node))?;
    picture.rings()
}

/// The strength of a weight in sixteenths.
fn step(strength: f64) -> i32 {
    (strength * 16.0).round() as i32
}

struct Painter<'a, 'b, B: DrawingBackend> {
    pen: &'a Pen<'b, B>,
    theme: &'a Theme,
    /// Its labels and halos hide parts of lines.
    scene: &'a Scene,
    /// What the width of idle lines is multiplied with.
    crowd: f64,
    /// How far idle lines fade into the surface.
    fade: f64,
    /// The least width of a line that plays a part.
    strong: f64,
    /// Whether such lines have heads.
    has_heads: bool,
}

impl<B: DrawingBackend> Painter<'_, '_, B> {
    /// The colour of what plays a part.
    fn colour(&self, role: Role) -> Rgb {
        match role {
            Role::Pending => self.theme.muted,
            Role::Done => self.theme.done,
            Role::Read => self.theme.read,
            Role::Computed => self.theme.computed,
        }
    }

    fn tint(&self, role: Role) -> Rgb {
        match role {
            Role::Pending => self.theme.surface,
            _ => self.theme.surface.towards(self.colour(role), TINT),
        }
    }

    fn link(&self, link: &Link) -> Result {
        let theme = self.theme;
        let is_crowd = self.scene.links.len() > CROWD;
        let signed = if is_crowd { f64::from(step(link.strength)) / 16.0 } else { link.strength };
        let strength = signed.abs();
        let tinted = match signed {
            strength if strength > 0.0 => theme.line.towards(theme.positive, 0.25 + 0.5 * strength),
            strength if strength < 0.0 => theme.line.towards(theme.negative, 0.25 - 0.5 * strength),
            _ => theme.line.towards(theme.muted, 0.4),
        };
        let width = 1.0 + 2.5 * strength;
        let (colour, width) = match link.role {
            Role::Pending | Role::Done => (tinted.towards(theme.surface, self.fade), width * self.crowd),
            role if self.has_heads => (self.colour(role), width.max(self.strong)),
            role => (self.colour(role), self.strong + 0.6 * strength),
        };
        let (from, to) = (link.from, link.to);
        let head = match link.flow {
            _ if !self.has_heads => return self.pen.segment(from, to, width, colour),
            Flow::Still => return self.pen.segment(from, to, width, colour),
            Flow::Forward => (from, to),
            Flow::Backward => (to, from),
        };
        self.arrow(head.0, head.1, width, colour)
    }

    /// A line with a head at its end, or before a label that would hide it there.
    fn arrow(&self, from: Point, to: Point, width: f64, colour: Rgb) -> Result {
        let length = from.distance(to);
        if length < 4.0 {
            return Ok(());
        }
        let (along, half) = ((7.0 + width).min(length * 0.4), 3.0 + width * 0.7);
        let tip = self.seen_end(from, to, along);
        let neck = tip.towards(from, along / tip.distance(from).max(along));
        let (x, y) = ((to.x - from.x) / length, (to.y - from.y) / length);
        let side = |sign: f64| Point { x: neck.x - sign * half * y, y: neck.y + sign * half * x };
        let end = if tip == to { to.towards(from, 0.6 * along / length) } else { to };
        self.pen.segment(from, end, width, colour)?;
        self.pen.polygon(&[tip, side(1.0), side(-1.0)], colour)
    }

    /// The last point of a line before which a head of this length is hidden by no label and no halo.
    fn seen_end(&self, from: Point, to: Point, along: f64) -> Point {
        let length = from.distance(to);
        let is_seen = |tip: Point| {
            let middle = tip.towards(from, 0.5 * along / length);
            let reach = along / 2.0 + 1.0;
            let in_label = self.scene.labels.iter().any(|label| label.rect.grown(reach).contains(middle));
            let halos = self.scene.nodes.iter().filter(|node| node.lit).map(|node| node.rect.grown(HALO));
            !in_label && !{ halos }.any(|halo| halo.grown(reach - 3.0).contains(middle))
        };
        // From the end back to the start; where labels cover all of it, the end is as good as any place.
        let steps = ((length - along) / 2.0).max(0.0) as usize;
        let tips = (0..=steps).map(|step| to.towards(from, 2.0 * step as f64 / length));
        tips.into_iter().find(|&tip| is_seen(tip)).unwrap_or(to)
    }

    /// What a lesson points at.
    fn glow(&self, link: &Link) -> Result {
        let width = 6.0 + 2.5 * link.strength.abs();
        self.pen.segment(link.from, link.to, width, self.theme.surface.towards(self.theme.read, 0.22))
    }

    /// A weight's line that is pointed at, wider than itself in the colour of text.
    fn outline(&self, link: &Link) -> Result {
        let width = self.strong.max(1.0 + 2.5 * link.strength.abs()) + 2.0 * RING;
        self.pen.segment(link.from, link.to, width, self.theme.ink)
    }

    /// Around what is pointed at: over everything, for it is what one looks for.
    fn rings(&self) -> Result {
        for node in self.scene.nodes.iter().filter(|node| self.scene.is_pointed(node.subject.as_ref())) {
            let corner = if node.shape == Shape::Round { node.rect.height() / 2.0 } else { CORNER };
            self.ring(node.rect, corner)?;
        }
        let labels = self.scene.labels.iter();
        for label in labels.filter(|label| self.scene.is_pointed(label.subject.as_ref())) {
            self.ring(label.rect, CORNER)?;
        }
        Ok(())
    }

    fn ring(&self, rect: Rect, corner: f64) -> Result {
        self.pen.path(&rounded(rect.grown(OFF), corner + OFF), RING, self.theme.ink)
    }

    fn node(&self, node: &Node) -> Result {
        let (outline, inside) = (self.colour(node.role), self.tint(node.role));
        let width = match node.role {
            Role::Pending | Role::Done => 1.5,
            Role::Read | Role::Computed => 2.25,
        };
        let inside = if node.role == Role::Computed { outline } else { inside };
        let rect = node.rect;
        let radius = rect.height() / 2.0;
        match node.shape {
            // A remark in the midst of lines.
            Shape::None => self.pen.rect(rect, self.theme.surface)?,
            Shape::Round if rect.width() <= rect.height() + 0.5 && node.role != Role::Pending => {
                if node.lit {
                    self.pen.disc(rect.centre(), radius + HALO, self.halo())?;
                }
                self.pen.disc(rect.centre(), radius, inside)?;
                self.pen.ring(rect.centre(), radius - width / 2.0, width, outline)?;
            }
            Shape::Round => self.outlined(rect, radius, node, width, outline, inside)?,
            Shape::Box => self.outlined(rect, CORNER, node, width, outline, inside)?,
        }
        // On the full colour of what is being computed stands text in that of the surface.
        let filled = node.role == Role::Computed && node.shape != Shape::None;
        node.texts.iter().try_for_each(|text| self.text(text, filled.then_some(self.theme.surface)))
    }

    fn outlined(
        &self,
        rect: Rect,
        radius: f64,
        node: &Node,
        width: f64,
        outline: Rgb,
        inside: Rgb,
    ) -> Result {
        if node.lit {
            self.pen.polygon(&rounded(rect.grown(HALO), radius + HALO), self.halo())?;
        }
        self.pen.polygon(&rounded(rect, radius), inside)?;
        let edge = rounded(rect.grown(-width / 2.0), radius - width / 2.0);
        if node.role == Role::Pending {
            self.pen.dashed(&edge, width, outline, 4.0, 4.5)
        } else {
            self.pen.path(&edge, width, outline)
        }
    }

    fn halo(&self) -> Rgb {
        self.theme.surface.towards(self.theme.read, 0.28)
    }

    fn label(&self, label: &Label) -> Result {
        if label.is_plate && (label.role.is_active() || label.lit) {
            let (outline, inside) = match label.role {
                role if role.is_active() => (self.colour(role), self.tint(role)),
                _ => (self.halo(), self.theme.surface.towards(self.theme.read, TINT)),
            };
            self.pen.polygon(&rounded(label.rect, CORNER), inside)?;
            self.pen.path(&rounded(label.rect.grown(-0.5), CORNER - 0.5), 1.0, outline)?;
        } else {
            self.pen.rect(label.rect, self.theme.surface)?;
        }
        label.texts.iter().try_for_each(|text| self.text(text, None))
    }

    fn text(&self, text: &Text, colour: Option<Rgb>) -> Result {
        let colour = colour.unwrap_or(match text.tone {
            Tone::Ink => self.theme.ink,
            Tone::Muted => self.theme.muted,
            Tone::Computed => self.theme.computed,
            Tone::Read => self.theme.read,
        });
        self.pen.text(&text.text, text.size, text.at, text.anchor, colour, &self.theme.font)
    }
}
