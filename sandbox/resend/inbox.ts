import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { HonoEnv, Sandbox } from '../context.ts'
import { button, type Html, page, when } from '../pages/layout.ts'
import { sendAnswer } from './answer.ts'
import { bareAddress } from './input.ts'
import { recipients } from './mail.ts'
import type { Mail } from './types.ts'

/** The letter boxes of everyone the application wrote to: `/inbox`. */
export function inbox(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  const mails = () => sandbox.store.state.resend.mails
  const of = (address: string) =>
    mails()
      .filter(mail => recipients(mail).includes(address))
      .toReversed()

  app.get('/', c => {
    const counts = new Map<string, Mail[]>()
    for (const mail of mails().toReversed()) {
      for (const address of new Set(recipients(mail))) {
        counts.set(address, [...(counts.get(address) ?? []), mail])
      }
    }
    const rows = [...counts].map(
      ([address, all]) => html`<tr>
<td><a href="/inbox/${encodeURIComponent(address)}">${address}</a></td><td>${all.length}</td>
<td>${all[0]?.subject}</td><td>${when(all[0]?.createdAt ?? 0)}</td></tr>`,
    )
    const content = html`<h1>Boîte aux lettres</h1>
${rows.length ? table(['Adresse', 'Mails', 'Dernier objet', 'Reçu'], rows) : html`<p class="quiet">Aucun mail pour l’instant. Cette page se met à jour toute seule.</p>`}`
    return c.html(page('Boîte aux lettres', content, { fresh: true }))
  })

  app.get('/:address', c => {
    const address = bareAddress(c.req.param('address'))
    const rows = of(address).map(
      mail => html`<tr><td><a href="/inbox/${encodeURIComponent(address)}/${mail.id}">${mail.subject}</a></td>
<td>${mail.from}</td><td>${when(mail.createdAt)}</td></tr>`,
    )
    const content = html`<h1>${address}</h1>
${rows.length ? table(['Objet', 'De', 'Reçu'], rows) : html`<p class="quiet">Aucun mail pour cette adresse. Cette page se met à jour toute seule.</p>`}`
    return c.html(page(address, content, { fresh: true }))
  })

  app.get('/:address/:id', c => {
    const mail = mails().find(known => known.id === c.req.param('id'))
    if (!mail) return c.html(page('Mail', html`<h1>Ce mail n’existe pas.</h1>`), 404)
    const asked = c.req.query('view')
    const view = asked === 'text' || asked === 'source' ? asked : mail.html === null ? 'text' : 'html'
    return c.html(page(mail.subject, mailPage(mail, bareAddress(c.req.param('address')), view)))
  })

  // An answer goes to the application as it would through Cloudflare; what became of it stands over the form.
  app.post('/:address/:id/answer', async c => {
    const mail = mails().find(known => known.id === c.req.param('id'))
    if (!mail) return c.notFound()
    const address = bareAddress(c.req.param('address'))
    const body = await c.req.parseBody({ all: true })
    const files = [body.files ?? []].flat().filter(file => file instanceof File && file.size > 0) as File[]
    const words = typeof body.words === 'string' ? body.words.replaceAll('\r\n', '\n') : ''
    const from = mail.to.find(to => bareAddress(to) === address) ?? address
    const became = await sendAnswer(sandbox, mail, {
      from,
      words,
      files: await Promise.all(
        files.map(async file => ({
          name: file.name,
          type: file.type,
          bytes: new Uint8Array(await file.arrayBuffer()),
        })),
      ),
    }).catch((error: Error) => ({ status: 0, said: error.message }))
    const said = became.status === 200 ? 'Réponse remise au portail.' : `Réponse renvoyée : ${became.said}`
    return c.html(
      page(mail.subject, mailPage(mail, address, 'text', { said, words })),
      became.status === 200 ? 200 : 422,
    )
  })

  // The mail itself, in a frame of its own: nothing runs in it, and its links open in the whole window.
  app.get('/:address/:id/html', c => {
    const mail = mails().find(known => known.id === c.req.param('id'))
    if (!mail?.html) return c.notFound()
    const sandboxed =
      'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'
    const policy =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; base-uri 'self'"
    c.header('Content-Security-Policy', `${policy}; frame-ancestors 'self'; ${sandboxed}`)
    const base = '<base target="_top">'
    const hasHead = /<head[^>]*>/i.test(mail.html)
    return c.html(hasHead ? mail.html.replace(/<head[^>]*>/i, head => head + base) : base + mail.html)
  })
  return app
}

/** Answers in the name of whoever's letter box it is; the mail itself is quoted under the words. */
const answerForm = (here: string, sent?: Sent): Html => html`<h2 id="answer">Répondre</h2>
${sent ? html`<p role="status" class="alert">${sent.said}</p>` : ''}
<form method="post" action="${here}/answer" enctype="multipart/form-data" class="stack">
<label for="words">Votre réponse</label>
<textarea id="words" name="words" rows="6" required>${sent?.words ?? ''}</textarea>
<label for="files">Pièces jointes</label>
<input id="files" name="files" type="file" multiple>
<button class="main">Envoyer la réponse</button>
</form>`

function table(heads: string[], rows: Html[]): Html {
  return html`<div class="scroll"><table><thead><tr>${heads.map(head => html`<th>${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

/** What became of the answer that was just sent. */
type Sent = { said: string; words: string }
type View = 'html' | 'text' | 'source'
const viewNames: Record<View, string> = { html: 'HTML', text: 'Texte', source: 'Source' }

function mailPage(mail: Mail, address: string, view: View, sent?: Sent): Html {
  const here = `/inbox/${encodeURIComponent(address)}/${mail.id}`
  const facts: [string, string][] = [
    ['De', mail.from],
    ['À', mail.to.join(', ')],
    ['Cc', mail.cc.join(', ')],
    ['Répondre à', mail.replyTo.join(', ')],
    ['Envoyé', when(mail.createdAt)],
    ['Pièces jointes', mail.attachments.map(file => file.filename ?? 'sans nom').join(', ')],
    ...Object.entries(mail.headers),
  ]
  const tabs = (['html', 'text', 'source'] as const).map(
    name =>
      html`<a href="${here}?view=${name}" ${name === view ? raw('aria-current="page"') : ''}>${viewNames[name]}</a>`,
  )
  const act = (event: string) => `/control/resend/mails/${mail.id}/${event}`
  return html`<p><a href="/inbox/${encodeURIComponent(address)}">← ${address}</a></p>
<h1>${mail.subject}</h1>
<dl>${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p class="tabs">${tabs}</p>
${view === 'html' ? html`<iframe title="${mail.subject}" src="${here}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>` : ''}
${view === 'text' ? html`<pre>${mail.text ?? 'Ce mail n’a pas de partie texte.'}</pre>` : ''}
${view === 'source' ? html`<pre>${JSON.stringify(mail, null, 2)}</pre>` : ''}
${mail.replyTo.length > 0 ? answerForm(here, sent) : ''}
<h2>Ce qu’il devient</h2>
<div class="row">
${button('Distribué', act('delivered'))}
${button('Retardé', act('delivery_delayed'))}
${button('Rejeté (bounce)', act('bounced'), {}, 'danger')}
${button('Signalé comme indésirable', act('complained'), {}, 'danger')}
${button('Adresse bloquée', act('suppressed'), {}, 'danger')}
${button('Échec', act('failed'), {}, 'danger')}
</div>`
}
