//! What the command line can ask for.

use std::iter::Peekable;
use std::slice::Iter;

/// Shown by `help` and after every mistake.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

  build [--dev]         write dist/site/ (a static site) and dist/npm/ (ready for `npm pack`), and print their sizes
  serve [--port N] [--host ADDR] [--dev]
                        build, serve the site (http://127.0.0.1:8080/ unless told), rebuild when a source file changes
  test [--quick]        formatting, lints, native tests, documentation, build, types, the package under Node,
                        the page in a real browser; --quick leaves out everything from documentation on
  bench                 not there yet (fails)
  help                  this text

  --dev                 without optimisation: builds in a moment, runs slowly";

/// How the wasm is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// How much `test` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Quick,
    Everything,
}

/// Where `serve` listens, and what it builds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) profile: Profile,
}

/// One request of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Build { profile: Profile },
    Serve(ServeOptions),
    Test { extent: Extent },
    Bench,
}

/// Reads the arguments after the program's name.
///
/// # Errors
///
/// A sentence that says which argument was not understood.
pub(crate) fn parse(arguments: &[String]) -> Result<Task, String> {
    let mut rest = arguments.iter().peekable();
    let Some(command) = rest.next() else {
        return Err("a command is missing".to_owned());
    };
    let task = match command.as_str() {
        "help" | "--help" | "-h" => Task::Help,
        "build" => Task::Build { profile: profile(&mut rest) },
        "serve" => Task::Serve(serve_options(&mut rest)?),
        "test" => Task::Test { extent: extent(&mut rest) },
        "bench" => Task::Bench,
        other => return Err(format!("there is no command `{other}`")),
    };
    match rest.next() {
        None => Ok(task),
        Some(other) => Err(format!("`{command}` does not understand `{other}`")),
    }
}

fn profile(rest: &mut Peekable<Iter<'_, String>>) -> Profile {
    match rest.next_if(|word| *word == "--dev") {
        Some(_) => Profile::Dev,
        None => Profile::Release,
    }
}

fn extent(rest: &mut Peekable<Iter<'_, String>>) -> Extent {
    match rest.next_if(|word| *word == "--quick") {
        Some(_) => Extent::Quick,
        None => Extent::Everything,
    }
}

fn serve_options(rest: &mut Peekable<Iter<'_, String>>) -> Result<ServeOptions, String> {
    let mut options = ServeOptions { host: "127.0.0.1".to_owned(), port: 8080, profile: Profile::Release };
    while let Some(word) = rest.next() {
        let (name, attached) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        match name {
            "--dev" if attached.is_none() => options.profile = Profile::Dev,
            "--port" => {
                let value = value(name, attached, rest)?;
                options.port = value
                    .parse()
                    .map_err(|_| format!("`--port` expects a whole number up to 65535, got `{value}`"))?;
            }
            "--host" => options.host = value(name, attached, rest)?,
            _ => return Err(format!("`serve` does not understand `{word}`")),
        }
    }
    Ok(options)
}

fn value(
    name: &str,
    attached: Option<String>,
    rest: &mut Peekable<Iter<'_, String>>,
) -> Result<String, String> {
    attached
        .or_else(|| rest.next().cloned())
        .filter(|value| !value.is_empty())
        .ok_or_else(|| format!("`{name}` needs a value"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Task, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn every_command_is_understood() {
        assert_eq!(read("build --dev"), Ok(Task::Build { profile: Profile::Dev }));
        assert_eq!(read("test"), Ok(Task::Test { extent: Extent::Everything }));
        assert_eq!(read("bench"), Ok(Task::Bench));
        assert_eq!(read("--help"), Ok(Task::Help));
    }

    #[test]
    fn serve_has_an_address() {
        let asked = ServeOptions { host: "0.0.0.0".to_owned(), port: 9000, profile: Profile::Release };
        assert_eq!(read("serve --port 9000 --host=0.0.0.0"), Ok(Task::Serve(asked)));
    }

    #[test]
    fn mistakes_are_named() {
        for line in ["", "deploy", "build now", "serve --port", "serve --port 70000", "test --slow"] {
            assert!(read(line).is_err(), "{line:?} was understood");
        }
    }
}
