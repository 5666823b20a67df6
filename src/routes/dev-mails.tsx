import type { Context } from 'hono'
import { uiFor } from '../../locales'
import { DevMails, type Shown } from '../../templates/dev/mails/page'
import { gathered, isSample, type SampleKind, sampleOf, samples } from '../../templates/dev/mails/samples'
import { type RenderedMail, renderMail } from '../../templates/mail/render'
import type { MailDraft } from '../domain/events/meaning'
import { kinds } from '../domain/notifications/kinds'
import type { Category } from '../lib/cadence'
import type { OpenApp } from '../web/context'

const together = ['thing', 'project', 'day'] as const
type Together = (typeof together)[number]
const isTogether = (mail: string): mail is Together => together.includes(mail as Together)

type In = Context<OpenApp>

/** The list of all, and one of them in a frame. */
export async function mailsPage(c: In): Promise<Response> {
  const shown = shownIn(c)
  const mails = await Promise.all(
    [...together, ...Object.keys(samples)].map(async mail => ({
      mail,
      subject: (await rendered(c, { ...shown, mail })).subject,
    })),
  )
  return c.html(<DevMails ui={c.var.ui} shown={shown} mails={mails} />)
}

/** What is sent, by itself. A frame knows no theme of its own: the query that a mail program would ask is answered here. */
export async function mailFrame(c: In): Promise<Response> {
  const shown = shownIn(c)
  const mail = await rendered(c, shown)
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox",
  )
  c.header('X-Frame-Options', 'SAMEORIGIN')
  if (shown.part === 'text') return c.text(headed(mail))
  const dark = '(prefers-color-scheme: dark)'
  return c.html(mail.html.replace(dark, shown.scheme === 'dark' ? 'all' : 'not all'))
}

const headed = ({ from, subject, headers, text }: RenderedMail): string =>
  `${Object.entries({ From: from, Subject: subject, ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${text}`

function shownIn(c: In): Shown {
  const { mail = '', lang, width, scheme, part } = c.req.query()
  return {
    mail: isSample(mail) || isTogether(mail) ? mail : 'tickets.mail.reply',
    lang: lang === 'en' ? 'en' : 'fr',
    width: width === '390' ? 390 : 700,
    scheme: scheme === 'dark' ? 'dark' : 'light',
    part: part === 'text' ? 'text' : 'html',
  }
}

async function rendered(c: In, { mail, lang }: Shown): Promise<RenderedMail> {
  const { ORIGIN: origin, MAIL_FROM: sender } = c.var.config
  const drafts = isTogether(mail) ? gathered(lang)[mail] : [sampleOf(mail as SampleKind, lang)]
  const preferences = `${origin}/preferences/x`
  const links = {
    now: undefined,
    due: { preferences },
    other: { preferences, unsubscribe: `${preferences}/unsubscribe` },
  }[mail.startsWith('accounts.') ? 'now' : categoryOf(mail) === 'due' ? 'due' : 'other']
  const place = { locale: lang, timezone: 'Europe/Paris' }
  return renderMail(drafts as [MailDraft, ...MailDraft[]], {
    mailId: '0199c0de-0000-7000-8000-000000000001',
    ui: await uiFor(lang, place, c.var.now),
    workspace: {
      name: 'Atelier Lumen',
      accent: '#17616b',
      slug: 'atelier',
      senderName: 'Camille – Atelier Lumen',
    },
    origin,
    sender,
    name: 'Léa',
    links,
    ...(drafts.every(draft => draft.thread) && mail !== 'day' && { replyTo: 'reponse+x@in.test' }),
  })
}

const categoryOf = (mail: string): Category | undefined =>
  Object.values(kinds)
    .flat()
    .find(way => 'mail' in way && way.mail === mail)?.category
