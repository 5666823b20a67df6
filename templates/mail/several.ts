import { urls } from '../../src/urls'
import { oneLine } from './line'
import type { Said } from './said'
import { beginningOf, hrefOf, lines, preheaderOf, type Section, type Setting, type Told } from './shape'
import { nameOfThing } from './thread'

/** What one mail tells at most: so it stays below the size at which Gmail cuts. */
const MOST = 25
/** Characters of a quotation among others. */
const LONGEST = 600

/** What happened to one thing, to several of a project, or to several projects. */
export function several(all: Said[], setting: Setting): Told {
  const { ui, brand, slug, origin } = setting
  const [first, last] = [all[0], all.at(-1)] as [Said, Said]
  const [things, projects] = [new Set(all.map(thingName)), new Set(all.map(projectName))]
  const about = things.size === 1 ? 'thing' : projects.size === 1 ? 'project' : 'workspace'
  const values = { n: all.length, project: first.project ?? brand, workspace: brand }
  const heading =
    about === 'workspace'
      ? ui.t('mail.day', values)
      : ui.t(first.thing?.kind === 'messages' && about === 'thing' ? 'mail.messages' : 'mail.news', values)
  const shown = grouped(all.slice(0, MOST), projectName).map(ofProject => ({
    name: about === 'workspace' ? (ofProject[0]?.project ?? brand) : undefined,
    things: grouped(ofProject, thingName).map(ofThing => ({
      name: about === 'thing' ? undefined : ofThing[0]?.name,
      sections: ofThing.map(said => sectionOf(said, about === 'thing' ? null : origin)),
    })),
  }))
  const project = first.thing?.project
  return {
    subject: {
      thing: first.subject,
      project: oneLine(ui.t('mail.news_subject', values)),
      workspace: oneLine(heading),
    }[about],
    preheader: preheaderOf(ui, heading, all.map(said => said.heading).join(' · ')),
    heading,
    projects: shown,
    ...(all.length > MOST && { rest: ui.t('mail.rest', { n: all.length - MOST }) }),
    button:
      about === 'thing'
        ? { label: last.button, href: hrefOf(origin, last.path) }
        : about === 'project' && slug && project
          ? { label: ui.t('mail.open_project'), href: hrefOf(origin, urls.project(slug, project)) }
          : { label: ui.t('mail.open_all'), href: hrefOf(origin, slug ? urls.notifications(slug) : '/') },
    thread: {
      thing: first.thing && nameOfThing(first.thing),
      project: project ? `news-${project}` : null,
      workspace: null,
    }[about],
  }
}

/** @param origin where it has a link of its own */
function sectionOf({ heading, text, quote, facts, button, path }: Said, origin: string | null): Section {
  return {
    heading,
    // With somebody's own words its sentence says enough.
    paragraphs: quote ? [] : lines(text),
    quote: lines(shortened(quote)),
    facts,
    ...(origin !== null && { link: { label: button, href: hrefOf(origin, path) } }),
  }
}

const shortened = (quote: string): string =>
  quote.length > LONGEST ? `${beginningOf(quote, LONGEST).trimEnd()}…` : quote

/** Things outside the projects are each by themselves: they go by the page they lead to. */
const thingName = ({ thing, path }: Said): string => (thing ? nameOfThing(thing) : path)
const projectName = ({ thing }: Said): string => thing?.project ?? ''

const grouped = (all: Said[], by: (said: Said) => string): Said[][] => [...Map.groupBy(all, by).values()]
