//! The commands as Discord knows them: localised from the catalogue, and what tells whether they changed.
//!
//! Promises that every name and description comes from a Fluent file, that what Discord would refuse
//! is an error at start that names the text, and that an unchanged set of commands has an unchanged hash.
//! Sending them, and not again when nothing changed (Discord allows 200 creations a day), is `start`'s part.

use std::borrow::Cow;
use std::collections::BTreeSet;

use anyhow::{Context, bail};
use poise::{Command, CommandParameter, CommandParameterChoice};
use serde_json::Value;
use serenity::builder::CreateCommand;
use serenity::http::Http;
use serenity::model::id::GuildId;
use sha2::{Digest, Sha256};

use crate::i18n::{Catalogue, Locale};

/// What tells this set of commands, of this application in this server, from any other.
///
/// # Errors
/// When the application's id is not known yet.
pub fn hash(http: &Http, guild: GuildId, commands: &[CreateCommand]) -> anyhow::Result<String> {
    let application = http
        .application_id()
        .context("the application's id is not known yet")?;
    // Another application or server has none of the commands yet.
    hash_of(&format!("{application} {guild}"), commands)
}

fn hash_of(owner: &str, commands: &[CreateCommand]) -> anyhow::Result<String> {
    let commands =
        serde_json::to_value(commands).context("the commands can't be written as JSON")?;
    let mut text = owner.to_owned();
    write_canonical(&commands, &mut text);
    Ok(hex::encode(Sha256::digest(text)))
}

/// JSON with the keys of every object in order: serenity keeps localisations in hash maps, and whether
/// `serde_json` sorts depends on what other crates ask of it.
fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in entries {
                text.extend([key.as_str(), ":"]);
                write_canonical(value, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for value in values {
                write_canonical(value, text);
                text.push(',');
            }
            text.push(']');
        }
        simple => text.push_str(&simple.to_string()),
    }
}

/// Fills in every name and description, in every language.
///
/// The command `campaign create` has the message `command-campaign-create`: its value is the name, its
/// attribute `.description` the description. The option `budget` has
/// `command-campaign-create-option-budget`, and its choice "This week"
/// `command-campaign-create-option-budget-choice-this-week`, which has a value only. The English name
/// of a command or option is its name in Rust: it is what Discord sends back.
pub fn localise<U, E>(commands: &mut [Command<U, E>], catalogue: &Catalogue) -> anyhow::Result<()> {
    let mut localiser = Localiser {
        catalogue,
        problems: Vec::new(),
    };
    localiser.commands("command", commands);
    if localiser.problems.is_empty() {
        return Ok(());
    }
    bail!(
        "Discord would refuse the commands:\n  {}",
        localiser.problems.join("\n  ")
    )
}

/// Discord's limit for the name of an entry in a context menu.
const MENU_NAME_LENGTH_MAX: usize = 32;

/// The commands as Discord is told of them. poise leaves out what the entries of context menus are called in other
/// languages.
pub fn definitions<U, E>(commands: &[Command<U, E>]) -> Vec<CreateCommand> {
    let slash = commands.iter().filter_map(Command::create_as_slash_command);
    let menus = commands.iter().filter_map(|command| {
        let entry = command.create_as_context_menu_command()?;
        let names = command.name_localizations.iter();
        Some(names.fold(entry, |entry, (locale, name)| {
            entry.name_localized(locale.as_ref(), name.as_ref())
        }))
    });
    slash.chain(menus).collect()
}

/// What poise wants for a map from locale to text.
type Localisations = Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>;

struct Localiser<'a> {
    catalogue: &'a Catalogue,
    problems: Vec<String>,
}

impl Localiser<'_> {
    fn commands<U, E>(&mut self, parent: &str, commands: &mut [Command<U, E>]) {
        let mut keys = Vec::new();
        for command in commands {
            if command.slash_action.is_none() && command.context_menu_name.is_some() {
                keys.push(self.menu_entry(command));
                continue;
            }
            let key = format!("{parent}-{}", command.name);
            command.name_localizations = self.name(&key, &command.name);
            let (description, localisations) = self.description(&key);
            command.description = Some(description.into());
            command.description_localizations = localisations;
            self.options(&key, &mut command.parameters);
            self.commands(&key, &mut command.subcommands);
            keys.push(key);
        }
        self.siblings_differ(&keys);
    }

    /// An entry of a member's context menu: its function `view_sparks` has the message `command-menu-view-sparks`, which
    /// has a value only. Names there may have capitals and spaces, and there are no descriptions.
    fn menu_entry<U, E>(&mut self, command: &mut Command<U, E>) -> String {
        let key = format!("command-menu-{}", command.name.replace('_', "-"));
        for locale in Locale::ALL {
            self.check_length(&key, locale, &self.text(locale, &key), MENU_NAME_LENGTH_MAX);
        }
        let english = self.text(Locale::EnUs, &key);
        let in_rust = command.context_menu_name.as_deref().unwrap_or_default();
        if english != in_rust {
            let problem = format!("en-US: {key}: is \"{english}\", but \"{in_rust}\" in Rust");
            self.problems.push(problem);
        }
        command.name_localizations = self.localisations(&key);
        key
    }

    fn options<U, E>(&mut self, command: &str, options: &mut [CommandParameter<U, E>]) {
        let mut keys = Vec::new();
        for option in options {
            let key = format!("{command}-option-{}", option.name);
            option.name_localizations = self.name(&key, &option.name);
            let (description, localisations) = self.description(&key);
            option.description = Some(description.into());
            option.description_localizations = localisations;
            for choice in option.choices.to_mut() {
                self.choice(&key, choice);
            }
            keys.push(key);
        }
        self.siblings_differ(&keys);
    }

    /// poise finds a choice by its place, so that its English name may come from the catalogue too.
    fn choice(&mut self, option: &str, choice: &mut CommandParameterChoice) {
        let key = format!(
            "{option}-choice-{}",
            choice.name.to_lowercase().replace([' ', '_'], "-")
        );
        for locale in Locale::ALL {
            self.check_length(&key, locale, &self.text(locale, &key), 100);
        }
        choice.name = self.text(Locale::EnUs, &key).into();
        choice.localizations = self.localisations(&key);
    }

    fn name(&mut self, key: &str, name_in_rust: &str) -> Localisations {
        for locale in Locale::ALL {
            let name = self.text(locale, key);
            if let Some(problem) = refused_name(&name) {
                self.problems
                    .push(format!("{locale}: {key}: \"{name}\" {problem}"));
            }
        }
        let english = self.text(Locale::EnUs, key);
        if english != name_in_rust {
            let problem = format!("en-US: {key}: is \"{english}\", but \"{name_in_rust}\" in Rust");
            self.problems.push(problem);
        }
        self.localisations(key)
    }

    fn description(&mut self, key: &str) -> (String, Localisations) {
        let key = format!("{key}.description");
        for locale in Locale::ALL {
            self.check_length(&key, locale, &self.text(locale, &key), 100);
        }
        (self.text(Locale::EnUs, &key), self.localisations(&key))
    }

    fn check_length(&mut self, key: &str, locale: Locale, text: &str, chars_max: usize) {
        let chars = text.chars().count();
        if !(1..=chars_max).contains(&chars) {
            let problem = format!("{locale}: {key}: has {chars} characters, not 1 to {chars_max}");
            self.problems.push(problem);
        }
    }

    /// Discord refuses two commands or options of one name side by side, in any language.
    fn siblings_differ(&mut self, keys: &[String]) {
        for locale in Locale::ALL {
            let mut names = BTreeSet::new();
            for key in keys {
                let name = self.text(locale, key);
                if !names.insert(name.clone()) {
                    self.problems.push(format!(
                        "{locale}: {key}: another one is called \"{name}\" too"
                    ));
                }
            }
        }
    }

    fn text(&self, locale: Locale, key: &str) -> String {
        self.catalogue.translator(locale).text(key)
    }

    fn localisations(&self, key: &str) -> Localisations {
        let texts = self.catalogue.localizations(key).into_iter();
        texts
            .map(|(locale, text)| (Cow::Borrowed(locale), Cow::Owned(text)))
            .collect()
    }
}

/// Why Discord would refuse the name of a command or option.
fn refused_name(name: &str) -> Option<&'static str> {
    let is_allowed = |character: char| character.is_alphanumeric() || "-_'".contains(character);
    if !(1..=32).contains(&name.chars().count()) {
        Some("does not have 1 to 32 characters")
    } else if !name.chars().all(is_allowed) {
        Some("has a character other than letters, digits, - and _")
    } else if name.to_lowercase() != name {
        Some("is not in lower case")
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
