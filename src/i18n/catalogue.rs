//! Every text, in every language.
//!
//! Promises that the files under `locales/` are embedded, parsed once, and that a file that can't be
//! parsed is an error that names file and line. Choosing and filling in a text is
//! [`Translator`](super::Translator)'s part; that the languages hold the same texts is held by
//! `tests/house.rs`.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

use super::{Locale, Translator, number};

/// One file, in each of [`Locale::ALL`].
pub(super) struct Source {
    pub(super) file: &'static str,
    pub(super) texts: [&'static str; 3],
}

macro_rules! embedded {
    ($($file:literal),* $(,)?) => {
        &[$(Source {
            file: $file,
            texts: [
                include_str!(concat!("../../locales/en-US/", $file)),
                include_str!(concat!("../../locales/ru/", $file)),
                include_str!(concat!("../../locales/ko/", $file)),
            ],
        }),*]
    };
}

/// The one list of files; a test compares it with the directories.
const FILES: &[Source] = embedded![
    "audit.ftl",
    "award.ftl",
    "badge.ftl",
    "batch.ftl",
    "campaign.ftl",
    "code.ftl",
    "commands.ftl",
    "doctor.ftl",
    "errors.ftl",
    "form.ftl",
    "help.ftl",
    "history.ftl",
    "leaderboard.ftl",
    "link.ftl",
    "perk.ftl",
    "perk_edit.ftl",
    "privacy.ftl",
    "queue.ftl",
    "redeem.ftl",
    "redemption.ftl",
    "sparks.ftl",
    "staff.ftl",
    "ticket.ftl",
    "undo.ftl",
];

/// Every text, in every language.
pub struct Catalogue {
    bundles: [FluentBundle<FluentResource>; 3],
    /// Whether a missing text stops the process, as it should in a test.
    pub(super) strict: bool,
}

/// A file under `locales/` that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// Its language.
    pub locale: Locale,
    /// Its name.
    pub file: &'static str,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: String,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            locale,
            file,
            line,
            problem,
        } = self;
        write!(formatter, "locales/{locale}/{file}:{line}: {problem}")
    }
}

impl std::error::Error for CatalogueError {}

impl Catalogue {
    /// Parses the embedded files.
    pub fn new() -> Result<Self, CatalogueError> {
        Self::from_sources(FILES, cfg!(debug_assertions))
    }

    /// The same files, each rewritten before it is parsed: for tests that tell what comes from the catalogue from what does
    /// not, in a language of their own. `rewrite` is given the language and the file in each of [`Locale::ALL`].
    pub fn rewritten(
        rewrite: impl Fn(Locale, [&str; 3]) -> String,
    ) -> Result<Self, CatalogueError> {
        let [english, russian, korean] = Locale::ALL.map(|locale| {
            let file = |source: &Source| (source.file, rewrite(locale, source.texts));
            bundle(locale, FILES.iter().map(file))
        });
        Ok(Self {
            bundles: [english?, russian?, korean?],
            strict: cfg!(debug_assertions),
        })
    }

    pub(super) fn from_sources(files: &[Source], strict: bool) -> Result<Self, CatalogueError> {
        let [english, russian, korean] = Locale::ALL.map(|locale| {
            let file = |source: &Source| (source.file, source.texts[locale.index()].to_owned());
            bundle(locale, files.iter().map(file))
        });
        Ok(Self {
            bundles: [english?, russian?, korean?],
            strict,
        })
    }

    /// A catalogue of a test's own: English, Russian, Korean.
    #[cfg(test)]
    pub(crate) fn of_texts(texts: [&'static str; 3]) -> Self {
        Self::from_sources(
            &[Source {
                file: "test.ftl",
                texts,
            }],
            false,
        )
        .unwrap()
    }

    /// What turns keys into text in one language.
    #[must_use]
    pub fn translator(&self, locale: Locale) -> Translator<'_> {
        Translator::new(self, locale)
    }

    /// A text in every language but English, as Discord's localisation maps want it.
    #[must_use]
    pub fn localizations(&self, key: &str) -> Vec<(&'static str, String)> {
        let others = Locale::ALL
            .into_iter()
            .filter(|locale| *locale != Locale::EnUs);
        others
            .map(|locale| (locale.code(), self.translator(locale).text(key)))
            .collect()
    }

    pub(super) fn bundle(&self, locale: Locale) -> &FluentBundle<FluentResource> {
        let [english, russian, korean] = &self.bundles;
        match locale {
            Locale::EnUs => english,
            Locale::Ru => russian,
            Locale::Ko => korean,
        }
    }
}

fn bundle(
    locale: Locale,
    files: impl Iterator<Item = (&'static str, String)>,
) -> Result<FluentBundle<FluentResource>, CatalogueError> {
    let mut bundle = FluentBundle::new_concurrent(vec![language(locale)]);
    // Discord shows isolation marks as boxes on some systems, and none of the three languages is
    // written from right to left.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::EnUs => |value, _| number::written(Locale::EnUs, value),
        Locale::Ru => |value, _| number::written(Locale::Ru, value),
        Locale::Ko => |value, _| number::written(Locale::Ko, value),
    }));
    for (file, text) in files {
        let at = |line, problem| CatalogueError {
            locale,
            file,
            line,
            problem,
        };
        let resource = FluentResource::try_new(text.clone()).map_err(|(_, errors)| {
            let first = errors.first();
            let line = first.map_or(1, |error| line_of(&text, error.pos.start));
            at(
                line,
                first.map_or_else(|| "can't be parsed".to_owned(), ToString::to_string),
            )
        })?;
        bundle
            .add_resource(resource)
            .map_err(|errors| at(line_of_repeated(&text, &errors), repeated(&errors)))?;
    }
    Ok(bundle)
}

/// The three codes are well-formed, as the plural tests show; the default would count as English does.
fn language(locale: Locale) -> LanguageIdentifier {
    locale.code().parse().unwrap_or_default()
}

/// A missing brace is noticed at the end of the file only, so blank lines before that don't count.
fn line_of(text: &str, position: usize) -> usize {
    let read = text.get(..position).unwrap_or(text).trim_end();
    read.bytes().filter(|byte| *byte == b'\n').count() + 1
}

fn repeated(errors: &[FluentError]) -> String {
    let problems: Vec<String> = errors.iter().map(ToString::to_string).collect();
    problems.join(" ")
}

/// Fluent names the repeated message but not its place, which is its last one in the file.
fn line_of_repeated(text: &str, errors: &[FluentError]) -> usize {
    let Some(FluentError::Overriding { id, .. }) = errors.first() else {
        return 1;
    };
    let is_start = |line: &str| {
        line.strip_prefix(id.as_str())
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| is_start(line));
    lines.last().map_or(1, |(index, _)| index + 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_list_of_files_is_what_the_directories_hold() {
        let listed: BTreeSet<String> = FILES.iter().map(|source| source.file.to_owned()).collect();
        for locale in Locale::ALL {
            let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("locales")
                .join(locale.code());
            let held: BTreeSet<String> = std::fs::read_dir(&directory)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            assert_eq!(
                held, listed,
                "{locale}: add the file to FILES in src/i18n/catalogue.rs"
            );
        }
    }

    #[test]
    fn the_embedded_files_parse() {
        if let Err(error) = Catalogue::new() {
            panic!("{error}");
        }
    }

    #[test]
    fn an_error_names_file_and_line() {
        let broken = [Source {
            file: "x.ftl",
            texts: ["a = 1\n", "# note\na = 1\n\nb = { \n", "a = 1\n"],
        }];
        let error = Catalogue::from_sources(&broken, true).err().unwrap();
        assert_eq!((error.locale, error.file), (Locale::Ru, "x.ftl"));
        assert!(
            error.to_string().starts_with("locales/ru/x.ftl:4: "),
            "{error}"
        );

        let twice = [
            Source {
                file: "x.ftl",
                texts: ["a = 1\n"; 3],
            },
            Source {
                file: "y.ftl",
                texts: ["b = 1\n\na = 2\n"; 3],
            },
        ];
        let error = Catalogue::from_sources(&twice, true).err().unwrap();
        assert!(
            error.to_string().starts_with("locales/en-US/y.ftl:3: "),
            "{error}"
        );
    }
}
