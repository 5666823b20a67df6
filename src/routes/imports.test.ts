import { beforeEach, describe, expect, it } from 'vitest'
import { as, type Browser, kindsOf, rows, scopeIn } from '../../test/harness'
import { makeWorld, people, world } from '../../test/world'
import { importInput } from '../domain/imports/input'
import { type Imported, runImport } from '../domain/imports/run'
import { urls } from '../urls'

beforeEach(makeWorld)

const { id: site, workspace: w } = world.site
const review = urls.importReview(w, site)
const imports = urls.imports(w, site)

type Kind = 'tickets' | 'tasks'
const file = (text: string | Uint8Array<ArrayBuffer>) => new File([text], 'reprise.csv', { type: 'text/csv' })

/** Sends a file to be looked over, as camille. */
async function look(
  text: string | Uint8Array<ArrayBuffer>,
  kind: Kind = 'tickets',
  more: Record<string, string> = {},
) {
  const answer = await (await as('camille')).post(review, { kind, file: file(text), ...more })
  return { status: answer.status, page: (await answer.text()).replaceAll('\u202f', ' ') }
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")

/** The fields of a review's form as a browser would send them back. */
function formOf(page: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of page.matchAll(/<input type="hidden"[^>]*>/g))
    fields[attribute(tag, 'name') ?? ''] = attribute(tag, 'value') ?? ''
  for (const [, tag = '', inner = ''] of page.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = [...inner.matchAll(/<option[^>]*>/g)].map(m => m[0]).find(o => / selected/.test(o))
    fields[attribute(tag, 'name') ?? ''] = (chosen && attribute(chosen, 'value')) ?? ''
  }
  return fields
}

/** Looks a file over and brings it in, with other choices where some are given. */
async function bring(
  text: string | Uint8Array<ArrayBuffer>,
  kind: Kind = 'tickets',
  other: Record<string, string> = {},
) {
  const { page } = await look(text, kind)
  const fields = { ...formOf(page), ...other }
  const answer = await (await as('camille')).request('POST', imports, { body: multipart(fields) })
  return { status: answer.status, page: await answer.text(), to: answer.headers.get('Location') }
}

function multipart(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

const tickets = () =>
  rows<Record<string, string | number | null>>(
    'select * from tickets where project_id = ? order by number',
    site,
  )
const tasks = () =>
  rows<Record<string, string | number | null>>(
    'select * from tasks where project_id = ? order by position',
    site,
  )

const three = `Clé;Objet;Description;Type;Urgence;État;Créé le
A-1;Le menu;"Il s’ouvre ""mal"";
sur deux lignes";Bug;Urgence;Ouvert;03/04/2026
A-2;Les photos;;Modification;;En cours;12 mars 2026
A-3;=1+1;Formule;question;évolution;Résolu;2026-01-15 08:30
`

describe('an import of requests', () => {
  it('is looked over first, and changes nothing by that', async () => {
    const { status, page } = await look(three)
    expect(status).toBe(200)
    expect(page).toContain('3 demandes prêtes à entrer')
    expect(page).toContain('Importer 3 demandes')
    expect(await tickets()).toEqual([])
    expect(formOf(page)).toMatchObject({ col_key: '0', col_title: '1', col_type: '3', order: 'day_first' })
  })

  it('comes in whole, numbered without gaps, each as its line says', async () => {
    const { status, to } = await bring(three)
    expect(status).toBe(303)
    expect(to).toBe(imports)
    const [menu, photos, formula] = await tickets()
    expect(menu).toMatchObject({
      subject: 'Le menu',
      body: 'Il s’ouvre "mal";\nsur deux lignes',
      type: 'bug',
      urgency: 'urgent',
      state: 'open',
      created_at: Date.UTC(2026, 3, 3, 10),
    })
    expect(photos).toMatchObject({
      type: 'change',
      urgency: 'maintenance',
      state: 'in_progress',
      body: 'Les photos',
    })
    // What a spreadsheet would take for a formula is words.
    expect(formula).toMatchObject({
      subject: '=1+1',
      state: 'closed',
      created_at: Date.UTC(2026, 0, 15, 7, 30),
    })
    const numbers = [menu, photos, formula].map(t => Number(t?.number))
    expect(numbers).toEqual([0, 1, 2].map(n => (numbers[0] ?? 0) + n))
    const [counter] = await rows<{ value: number }>(
      "select value from counters c join workspaces w on w.id = c.workspace_id where w.slug = 'atelier'",
    )
    expect(counter?.value).toBe(numbers[2])
  })

  it('gives those under way their task, and tells nobody', async () => {
    await bring(three)
    expect(await tasks()).toMatchObject([{ title: 'Les photos', state: 'in_progress', shared: 1 }])
    expect(await rows('select 1 from mails')).toEqual([])
    expect(await rows('select 1 from notifications')).toEqual([])
    // What was known before is not new to anybody who may enter.
    const unread = `select 1 from tickets t where not exists
      (select 1 from reads where subject_id = t.id and membership_id = ? and up_to >= t.updated_at)`
    for (const name of ['camille', 'equipe', 'lea'] as const)
      expect(await rows(unread, people[name].membership)).toEqual([])
  })

  it('is one line of the journal, which stands in the history of each', async () => {
    await bring(three)
    expect((await kindsOf(site)).filter(kind => kind.startsWith('import'))).toEqual(['import.tickets'])
    const [ticket] = await tickets()
    const [first, last] = [ticket?.number, Number(ticket?.number) + 2]
    const page = await (await as('camille')).html(urls.ticket(w, site, String(ticket?.id)))
    expect(page.replaceAll('\u202f', ' ')).toContain(`3 demandes importées : n° ${first} à ${last}`)
    expect(await (await as('lea')).html(urls.ticket(w, site, String(ticket?.id)))).toContain(
      '3 demandes importées',
    )
  })
})

describe('the same file twice', () => {
  it('creates nothing new and says so', async () => {
    await bring(three)
    const again = await look(three)
    expect(again.page).toContain('Rien de nouveau dans ce fichier')
    const { status } = await bring(three)
    expect(status).toBe(303)
    expect(await tickets()).toHaveLength(3)
    expect((await kindsOf(site)).filter(kind => kind === 'import.tickets')).toHaveLength(1)
  })

  it('brings in what was added to it', async () => {
    await bring(three)
    await bring(`${three}A-4;La page;;;;;\n`)
    expect((await tickets()).map(t => t.subject)).toEqual(['Le menu', 'Les photos', '=1+1', 'La page'])
  })

  it('holds without a column of keys too, and lets equal lines be two', async () => {
    const text = 'Titre,Description\nUn,Mots\nUn,Mots\nDeux,"a\r\nb"\n'
    await bring(text)
    expect(await tickets()).toHaveLength(3)
    await bring(text)
    expect(await tickets()).toHaveLength(3)
  })

  it('is another thing in another project', async () => {
    await bring(three)
    const shop = urls.imports(world.shop.workspace, world.shop.id)
    const { page } = await look(three)
    await (await as('camille')).request('POST', shop, { body: multipart(formOf(page)) })
    expect(await rows('select 1 from tickets where project_id = ?', world.shop.id)).toHaveLength(3)
  })

  it('makes each once when fifty come at once', async () => {
    const input = importInput.parse({
      ...formOf((await look(three)).page),
    })
    const done = await Promise.all(
      Array.from({ length: 50 }, async () => runImport(await scopeIn('camille'), input, 'fr-FR')),
    )
    const created = done.map(one => (one as Imported).created).filter(Boolean)
    expect(created).toEqual([3])
    expect(await tickets()).toHaveLength(3)
    expect((await kindsOf(site)).filter(kind => kind === 'import.tickets')).toHaveLength(1)
  })
})

describe('wrong lines', () => {
  it('are all said, each with its line, and nothing comes in', async () => {
    const text = `Clé;Titre;Type;Urgence;État;Date;Demandeur;Responsable;Étape
1;;bug;;;;;;
2;Deux;truc;;;;;;
3;Trois;;vite;;;;;
4;Quatre;;;perdu;;;;
5;Cinq;;;payant;;;;
6;Six;;;;31/02/2026;;;
7;Sept;;;;2099-01-01;;;
8;Huit;;;;;Nadia Benali;;
9;Neuf;;;;;;lea@parvis.test;
10;Dix;;;;;;;Nulle part
2;Encore;;;;;;;
;Sans clé;;;;;;;
`
    const { page } = await look(text)
    for (const [line, words] of [
      [2, 'Cette case est vide'],
      [3, '« truc » n’est pas un type connu'],
      [4, '« vite » n’est pas une urgence connue : Urgence, Maintenance, Évolution'],
      [5, '« perdu » n’est pas un état connu'],
      [6, '« payant » ne peut pas être importé'],
      [7, '« 31/02/2026 » n’est pas une date'],
      [8, '« 2099-01-01 » est dans l’avenir'],
      [9, '« Nadia Benali » n’est pas un contact de ce projet'],
      [10, '« lea@parvis.test » n’est pas dans l’équipe'],
      [11, '« Nulle part » n’est pas une étape'],
      [12, 'La clé « 2 » est déjà celle de la ligne 3'],
      [13, 'Cette case est vide'],
    ] as const) {
      expect(page).toContain(words)
      expect(page).toContain(`Ligne ${line}, colonne`)
    }
    expect(page).toContain('12 erreurs à corriger')
    expect(page).not.toContain('formaction')
    const answer = await (await as('camille')).request('POST', imports, { body: multipart(formOf(page)) })
    expect(answer.status).toBe(200)
    expect(await tickets()).toEqual([])
  })

  it('count lines as an editor does, through cells of several lines', async () => {
    const { page } = await look('sep=;\r\nTitre;Type\r\n"a\nb";bug\r\n\r\nc;truc\r\n')
    expect(page).toContain('Ligne 6, colonne')
  })

  it('may be columns that were guessed wrong: chosen again, they come in', async () => {
    const text = 'Chose;Quand\nUn;04/03/2026\n'
    const { page } = await look(text)
    expect(page).toContain('Dites quelle colonne contient le titre')
    const chosen = { ...formOf(page), col_title: '0', col_created: '1', order: 'month_first' }
    // Not looked at like that yet: first shown, then brought in.
    const shown = await (await as('camille')).request('POST', imports, { body: multipart(chosen) })
    expect(shown.status).toBe(200)
    expect(await tickets()).toEqual([])
    const fields = formOf(await shown.text())
    const done = await (await as('camille')).request('POST', imports, { body: multipart(fields) })
    expect(done.status).toBe(303)
    expect((await tickets())[0]?.created_at).toBe(Date.UTC(2026, 3, 3, 10))
  })
})

describe('a file', () => {
  const refused = async (text: string | Uint8Array<ArrayBuffer>) => {
    const { status, page } = await look(text)
    return [status, /class="error-summary"[\s\S]*?<li>[\s\S]*?>([^<]*)<\/a>/.exec(page)?.[1]]
  }
  it('that cannot be read is refused with a sentence', async () => {
    expect(await refused('')).toEqual([422, 'Ce fichier est vide. Choisissez un fichier CSV.'])
    expect(await refused(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toEqual([
      422,
      'C’est un classeur Excel. Enregistrez-le au format CSV, puis réessayez.',
    ])
    expect(await refused('Titre;a\n\0\0;b')).toEqual([422, expect.stringContaining('pas un texte')])
    expect(await refused('Titre\n')).toEqual([422, expect.stringContaining('ligne de titres')])
    expect(await refused('Titre;Mots\n"ouvert;b\nc;d\n')).toEqual([422, expect.stringContaining('guillemet')])
    expect(await refused(`Titre\n${'a\n'.repeat(1001)}`)).toEqual([422, expect.stringContaining('1 000')])
    expect(await refused(`Titre\n${'a'.repeat(1024 * 1024)}`)).toEqual([422, expect.stringContaining('1 Mo')])
  })

  const latin = (text: string) =>
    Uint8Array.from(text, letter => ({ '’': 0x92, '€': 0x80 })[letter] ?? letter.charCodeAt(0))
  const wide = (text: string) => {
    const bytes = new Uint8Array(2 + text.length * 2)
    bytes.set([0xff, 0xfe])
    for (let i = 0; i < text.length; i++)
      bytes.set([text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8], 2 + i * 2)
    return bytes
  }
  it.each([
    ['UTF-8', 'Titre;État\nL’été à 5 €;terminé\n'],
    ['UTF-8 with a mark', '\ufeffTitre;État\nL’été à 5 €;terminé\n'],
    ['Windows-1252, as Excel writes it in French', latin('Titre;État\r\nL’été à 5 €;terminé\r\n')],
    ['UTF-16 with tabs, as Excel writes «Unicode text»', wide('Titre\tÉtat\r\nL’été à 5 €\tterminé\r\n')],
    ['commas and quotes', '"Titre","État"\n"L’été à 5 €","terminé"\n'],
    ['bars and old line ends', 'Titre|État\rL’été à 5 €|terminé\r'],
  ])('in %s is read', async (_, text) => {
    expect((await bring(text)).status).toBe(303)
    expect(await tickets()).toMatchObject([{ subject: 'L’été à 5 €', state: 'closed' }])
  })

  it('is bounded and looked at anew when its text comes back, whatever the form says', async () => {
    const fields = formOf((await look(three)).page)
    const send = async (other: Record<string, string>) => {
      const body = multipart({ ...fields, ...other })
      return (await as('camille')).request('POST', imports, { body })
    }
    expect((await send({ text: `Titre\n${'a'.repeat(1024 * 1024)}` })).status).toBe(422)
    expect((await send({ text: 'Titre\n\0' })).status).toBe(422)
    expect((await send({ text: '' })).status).toBe(422)
    for (const col_title of ['999', '-1', '1e9', 'x']) {
      const answer = await send({ col_title, seen: '' })
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('Dites quelle colonne contient le titre')
    }
    expect((await send({ seen: fields.seen?.replace('tickets', 'tasks') ?? '' })).status).toBe(200)
    expect(await tickets()).toEqual([])
  })

  it('is text, whatever stands in it', async () => {
    await bring(
      `Titre;Description\n"<script>alert(1)</script>";"'); drop table tickets; --"\n"=cmd|' /C calc'!A0";@SUM(1)\n`,
    )
    expect((await tickets()).map(t => t.subject)).toEqual(['<script>alert(1)</script>', "=cmd|' /C calc'!A0"])
    const page = await (await as('camille')).html(urls.tickets(w, site))
    expect(page).not.toContain('<script>alert')
  })

  it('may hold a thousand lines, brought in with three round trips', async () => {
    const text = `Clé;Titre;Description;État\n${Array.from({ length: 1000 }, (_, n) => `K${n};Demande ${n};${'mots '.repeat(100)};${n % 3 ? 'ouvert' : 'en cours'}`).join('\n')}\n`
    const { page } = await look(text)
    const answer = await (await as('camille')).request('POST', imports, { body: multipart(formOf(page)) })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Server-Timing')).toMatch(/3 round trips|desc="3/)
    const all = await tickets()
    expect(all).toHaveLength(1000)
    const first = Number(all[0]?.number)
    expect(all.map(t => Number(t.number) - first)).toEqual(all.map((_, n) => n))
    expect(all.map(t => t.subject)).toEqual(all.map((_, n) => `Demande ${n}`))
    expect(await tasks()).toHaveLength(334)
    const list = await (await as('camille')).html(urls.allTickets(w))
    expect(list).toContain('Demande')
  })
})

describe('an import of tasks', () => {
  it('places them in their columns after the others, with their people, dates and phases', async () => {
    await (await as('camille')).post(urls.timeline(w, site), { name: 'Étape à nous' })
    const [phase] = await rows<{ id: string }>(
      'select id from phases where project_id = ? and name = ?',
      site,
      'Étape à nous',
    )
    await (await as('camille')).post(urls.tasks(w, site), { title: 'Avant', priority: 'normal' })
    const text = `id,title,description,status,priority,due date,assignee,internal,phase
1,One,,To do,High,04/13/2026,equipe@parvis.test,yes,etape à nous
2,Two,Words,Done,,"April 5, 2026",,no,
3,Three,,todo,low,,,,
`
    expect((await bring(text, 'tasks')).status).toBe(303)
    const all = await tasks()
    const column = all.filter(t => t.state === 'backlog').map(t => t.title)
    expect(column).toEqual(['Avant', 'One', 'Three'])
    const said = (title: string) => {
      const task = all.find(t => t.title === title)
      return [task?.state, task?.priority, task?.due_on, task?.shared, task?.phase_id, task?.assignee_id]
    }
    const { membership } = people.equipe
    expect(said('One')).toEqual(['backlog', 'high', '2026-04-13', 0, phase?.id, membership])
    expect(said('Two')).toEqual(['done', 'normal', '2026-04-05', 1, null, null])
    expect(said('Three')).toEqual(['backlog', 'low', null, 1, null, null])
    expect(await kindsOf(site)).toContain('import.tasks')
    expect((await bring(text, 'tasks')).status).toBe(303)
    expect(await tasks()).toHaveLength(4)
    expect(await rows('select 1 from mails')).toEqual([])
  })
})

describe('imports are for those who run the workspace', () => {
  it.each(['lea', 'hugo', 'equipe', 'limited', 'awa'] as const)('%s finds no such page', async name => {
    const browser: Browser = await as(name)
    expect((await browser.get(imports)).status).toBe(404)
    for (const path of [review, imports])
      expect((await browser.post(path, { kind: 'tickets', file: file(three) })).status).toBe(404)
    expect(await tickets()).toEqual([])
  })

  it('not into an archived project', async () => {
    const { page } = await look(three)
    await (await as('camille')).post(urls.archive(w, site), { archived: '1' })
    expect((await look(three)).status).toBe(403)
    const answer = await (await as('camille')).request('POST', imports, { body: multipart(formOf(page)) })
    expect(answer.status).toBe(403)
    expect(await tickets()).toEqual([])
  })
})
