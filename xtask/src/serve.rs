//! `cargo xtask serve`: the site on an address, rebuilt when a source file changes.
//!
//! A finished build is read into memory and served from there: a request never meets half a build, and a path that is not one of the
//! site's files, however it is spelled, finds nothing.

use std::collections::HashMap;
use std::io;
use std::net::{TcpListener, ToSocketAddrs};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;

use anyhow::Context;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::args::{Profile, ServeOptions};
use crate::project::Project;
use crate::{build, files, watch};

/// Requests answered at the same time.
const WORKERS: usize = 4;

/// The site's files by their path in it (`www/engine.js`).
type Site = HashMap<String, Vec<u8>>;

/// The command: ends only by an error, or when it is interrupted.
///
/// # Errors
///
/// When the address cannot be had or the first build fails.
pub(crate) fn run(options: &ServeOptions) -> anyhow::Result<()> {
    let project = Project::find()?;
    // First the address, so that a taken port is known before a long build.
    let listener = listen(&options.host, options.port)?;
    let address = listener.local_addr()?;
    let seen = watch::look(&project.root);
    build::all(&project, options.profile)?;
    let site = Arc::new(RwLock::new(load(&project.dist().join("site"))?));
    let server = Server::from_listener(listener, None)
        .map_err(|error| anyhow::anyhow!("could not serve on {address}: {error}"))?;
    let server = Arc::new(server);
    for _ in 0..WORKERS {
        let (server, site) = (Arc::clone(&server), Arc::clone(&site));
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                // A browser that goes away in the middle of an answer is no trouble of ours.
                let _ = answer(request, &site);
            }
        });
    }
    println!("serving on http://{address}/ (stop with Ctrl-C)");
    rebuild_on_change(&project, options.profile, seen, &site)
}

fn listen(host: &str, port: u16) -> anyhow::Result<TcpListener> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<_> = (bare, port)
        .to_socket_addrs()
        .with_context(|| format!("`{host}` is no address of this machine"))?
        .collect();
    TcpListener::bind(&addresses[..]).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {port} of {host} is taken by another program; choose another with `--port N`"
        ),
        _ => anyhow::anyhow!("could not listen on port {port} of {host}: {error}"),
    })
}

fn rebuild_on_change(
    project: &Project,
    profile: Profile,
    mut seen: watch::Look,
    site: &RwLock<Site>,
) -> anyhow::Result<()> {
    loop {
        thread::sleep(watch::PAUSE);
        let look = watch::look(&project.root);
        if look == seen {
            continue;
        }
        seen = look;
        println!("a source file changed: building again");
        let outcome = build::all(project, profile).and_then(|()| load(&project.dist().join("site")));
        match outcome {
            Ok(new) => {
                *site.write().unwrap_or_else(PoisonError::into_inner) = new;
                println!("the new build is served");
            }
            Err(error) => eprintln!("error: {error:#}\nthe last good build is still served"),
        }
    }
}

fn load(folder: &Path) -> anyhow::Result<Site> {
    let mut site = Site::new();
    for file in files::walk(folder)? {
        let names: Vec<_> = file.strip_prefix(folder)?.iter().map(|name| name.to_string_lossy()).collect();
        let content = std::fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        site.insert(names.join("/"), content);
    }
    Ok(site)
}

fn answer(request: Request, site: &RwLock<Site>) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain("only GET and HEAD are answered", 405));
    }
    let Some(path) = file_path(request.url()) else {
        return request.respond(plain("this is no path", 400));
    };
    let content = {
        let site = site.read().unwrap_or_else(PoisonError::into_inner);
        site.get(&path).cloned()
    };
    match content {
        Some(content) => {
            let mut response = Response::from_data(content);
            for header in headers(mime(&path)) {
                response.add_header(header);
            }
            request.respond(response)
        }
        None => request.respond(plain("there is no such file in the site", 404)),
    }
}

fn plain(text: &str, status: u16) -> Response<io::Cursor<Vec<u8>>> {
    let mut response = Response::from_string(format!("{text}\n")).with_status_code(status);
    for header in headers("text/plain; charset=utf-8") {
        response.add_header(header);
    }
    response
}

fn headers(mime: &str) -> impl Iterator<Item = Header> {
    [
        ("Content-Type", mime),
        // Modules, wasm and sandboxed frames ask from another origin.
        ("Access-Control-Allow-Origin", "*"),
        // A rebuilt file has its old address.
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    .into_iter()
    .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
}

/// The path in the site that an address stands for: without query, decoded, with a folder's `index.html`. None when it is not valid.
fn file_path(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let mut path = String::from_utf8(bytes).ok()?;
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    Some(path)
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths() {
        assert_eq!(file_path("/").as_deref(), Some("index.html"));
        assert_eq!(file_path("/embed.html?lesson=article&position=1.10").as_deref(), Some("embed.html"));
        assert_eq!(file_path("/www/a%20b.js").as_deref(), Some("www/a b.js"));
        assert_eq!(file_path("/%zz"), None);
        assert_eq!(file_path("/%ff"), None);
    }

    #[test]
    fn no_spelling_leaves_the_site() {
        let site = Site::from([("index.html".to_owned(), Vec::new())]);
        for url in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/www/../../Cargo.toml",
            "//etc/passwd",
            "/..%2fCargo.toml",
        ] {
            let path = file_path(url).expect("a path");
            assert!(!site.contains_key(&path), "{url} found {path}");
        }
    }

    #[test]
    fn modules_and_wasm_have_their_types() {
        assert_eq!(mime("www/pkg/x_bg.wasm"), "application/wasm");
        assert!(mime("www/engine.js").starts_with("text/javascript"));
        assert_eq!(mime("LICENSE"), "application/octet-stream");
    }
}
