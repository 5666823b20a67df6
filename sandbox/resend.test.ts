import PostalMime from 'postal-mime'
import { Resend } from 'resend'
import { describe, expect, test } from 'vitest'
import { defaults } from './defaults.ts'
import { played } from './testing.ts'

type Played = Awaited<ReturnType<typeof played>>
const client = ({ sandbox }: Played, key = 're_sandbox') =>
  new Resend(key, { baseUrl: `${sandbox.origin}/resend` })

const mail = {
  from: 'Atelier Lumen <bonjour@atelier.test>',
  to: 'Léa <Lea@maison-lune.test>',
  subject: 'Votre code',
  html: '<html><head></head><body><a href="http://localhost:8787/in?a=1&amp;b=2">Entrer</a><script>1</script></body></html>',
  text: 'Votre code : 4F7K2P',
}

describe('sending', () => {
  test('a mail arrives in the inbox and can be read by a test and by a person', async () => {
    const all = await played()
    const { data, error } = await client(all).emails.send(
      { ...mail, headers: { 'In-Reply-To': '<1@x.test>' } },
      { idempotencyKey: 'event-1/lea' },
    )
    expect(error).toBeNull()
    const mails = await all.get('/control/mails?to=lea@maison-lune.test')
    expect(mails).toMatchObject([
      {
        id: data?.id,
        to: [mail.to],
        subject: 'Votre code',
        text: mail.text,
        headers: { 'In-Reply-To': '<1@x.test>' },
        idempotencyKey: 'event-1/lea',
        links: ['http://localhost:8787/in?a=1&b=2'],
      },
    ])
    expect((await client(all).emails.get(data?.id ?? '')).data).toMatchObject({ last_event: 'delivered' })
    const page = (path: string) => fetch(all.sandbox.origin + path)
    expect(await (await page('/inbox')).text()).toContain('lea@maison-lune.test')
    const box = `/inbox/${encodeURIComponent('lea@maison-lune.test')}`
    expect(await (await page(box)).text()).toContain(`${box}/${data?.id}`)
    expect(await (await page(`${box}/${data?.id}`)).text()).toContain(`src="${box}/${data?.id}/html"`)
    expect(await (await page(`${box}/${data?.id}?view=text`)).text()).toContain('4F7K2P')
    const frame = await page(`${box}/${data?.id}/html`)
    expect(frame.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*sandbox (?!.*allow-scripts)/,
    )
    expect(await frame.text()).toContain('<head><base target="_top">')
  })

  test('a test waits for the mail that is to come', async () => {
    const all = await played()
    const waiting = all.get(`/control/mails?to=lea@maison-lune.test&after=${Date.now() - 1}&wait=5000`)
    await client(all).emails.send(mail)
    expect(await waiting).toHaveLength(1)
  })

  test('a batch is taken whole or not at all', async () => {
    const all = await played()
    const whole = await client(all).batch.send([mail, { ...mail, to: 'hugo@maison-lune.test' }])
    expect(whole.data?.data).toHaveLength(2)
    const part = await client(all).batch.send([mail, { ...mail, to: 'nobody' }])
    expect(part.error).toMatchObject({ statusCode: 422 })
    expect(await all.get('/control/mails')).toHaveLength(2)
  })
})

describe('refusals', () => {
  test.each([
    ['no text', { html: undefined, text: undefined }, 'missing_required_field'],
    ['no subject', { subject: '' }, 'missing_required_field'],
    ['an address that is none', { to: 'lea' }, 'validation_error'],
    ['a second header line', { to: 'Léa\r\nBcc: all@x.test <lea@x.test>' }, 'validation_error'],
    ['51 recipients', { to: Array.from({ length: 51 }, (_, i) => `p${i}@x.test`) }, 'validation_error'],
    ['a tag with an accent', { tags: [{ name: 'été', value: '1' }] }, 'validation_error'],
    ['an empty attachment', { attachments: [{ filename: 'a.pdf' }] }, 'invalid_attachment'],
  ])('%s', async (_, more, name) => {
    const all = await played()
    const { error } = await client(all).emails.send({ ...mail, ...more } as typeof mail)
    expect(error).toMatchObject({ statusCode: 422, name })
    expect(await all.get('/control/mails')).toEqual([])
  })

  test('a wrong key', async () => {
    const { error } = await client(await played(), 're_other').emails.send(mail)
    expect(error).toMatchObject({ name: 'invalid_api_key' })
  })

  test('more than the rate allows', async () => {
    const all = await played()
    await all.post('/control/settings', { perSecond: 5 })
    const sent = await Promise.all(Array.from({ length: 6 }, () => client(all).emails.send(mail)))
    const refused = sent.filter(({ error }) => error)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
    expect(refused[0]?.headers?.['retry-after']).toBe('1')
  })
})

test('one key sends once, and refuses another body', async () => {
  const all = await played()
  const once = { idempotencyKey: 'event-1/lea' }
  const first = await client(all).emails.send(mail, once)
  expect((await client(all).emails.send(mail, once)).data).toEqual(first.data)
  const other = await client(all).emails.send({ ...mail, subject: 'Autre' }, once)
  expect(other.error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
  expect(await all.get('/control/mails')).toHaveLength(1)
})

test('a bounce and an answered mail are told with a signature that the SDK accepts', async () => {
  const all = await played()
  const { data } = await client(all).emails.send(mail)
  await all.post(`/control/resend/mails/${data?.id}/bounced`)
  await all.post('/control/resend/receive', { from: 'lea@maison-lune.test', to: 'r@in.test', text: 'Oui.' })
  const events = all.listener.hooks.map(({ body, headers }) =>
    client(all).webhooks.verify({
      payload: body,
      headers: {
        id: String(headers['svix-id']),
        timestamp: String(headers['svix-timestamp']),
        signature: String(headers['svix-signature']),
      },
      webhookSecret: defaults.resendWebhookSecret,
    }),
  )
  expect(events).toMatchObject([
    { type: 'email.bounced', data: { email_id: data?.id, bounce: { type: 'Permanent' } } },
    { type: 'email.received', data: { from: 'lea@maison-lune.test' } },
  ])
  const received = events[1]?.type === 'email.received' ? events[1].data.email_id : ''
  expect((await client(all).emails.receiving.get(received)).data).toMatchObject({ text: 'Oui.' })
  expect((await client(all).emails.get(data?.id ?? '')).data).toMatchObject({ last_event: 'bounced' })
})

test('what becomes of the mails to an address is chosen; else they are delivered', async () => {
  const all = await played({ delivers: true })
  const chosen = {
    address: 'Léa <lea@maison-lune.test>',
    event: 'bounced',
    bounce: 'Transient',
    words: '452 full',
  }
  await all.post('/control/resend/addresses', chosen)
  await client(all).emails.send({ ...mail, tags: [{ name: 'mail', value: 'm-1' }] })
  await client(all).emails.send({ ...mail, to: 'hugo@maison-lune.test' })
  await all.post('/control/resend/addresses', { address: 'lea@maison-lune.test', event: 'delivered' })
  await client(all).emails.send(mail)
  await expect.poll(() => all.listener.hooks.length).toBe(3)
  const told = all.listener.hooks.map(hook => JSON.parse(hook.body))
  const to = (address: string) => told.filter(event => event.data.to[0].includes(address))
  expect(to('hugo').map(event => event.type)).toEqual(['email.delivered'])
  expect(
    to('Lea')
      .map(event => event.type)
      .sort(),
  ).toEqual(['email.bounced', 'email.delivered'])
  expect(told.find(event => event.type === 'email.bounced').data).toMatchObject({
    tags: { mail: 'm-1' },
    bounce: { type: 'Transient', message: '452 full' },
  })
})

test.each(['forged', 'old'])('the SDK refuses a webhook that is %s', async proof => {
  const all = await played()
  const { data } = await client(all).emails.send(mail)
  await all.post(`/control/resend/mails/${data?.id}/bounced`, { proof })
  const [hook] = all.listener.hooks
  const headers = {
    id: String(hook?.headers['svix-id']),
    timestamp: String(hook?.headers['svix-timestamp']),
    signature: String(hook?.headers['svix-signature']),
  }
  const verify = () =>
    client(all).webhooks.verify({
      payload: hook?.body ?? '',
      headers,
      webhookSecret: defaults.resendWebhookSecret,
    })
  expect(verify).toThrow()
})

describe('an answer', () => {
  const answerable = { ...mail, replyTo: 'reponse+t234@in.test' }

  test('reaches the application as a mail program would write it', async () => {
    const all = await played()
    const { data } = await client(all).emails.send(answerable)
    const box = `/inbox/${encodeURIComponent('lea@maison-lune.test')}/${data?.id}`
    expect(await (await fetch(all.sandbox.origin + box)).text()).toContain('Envoyer la réponse')
    const fields = new FormData()
    fields.set('words', 'D’accord,\r\nmerci <b>')
    fields.set('files', new File(['%PDF'], 'été.pdf', { type: 'application/pdf' }))
    const answered = await fetch(`${all.sandbox.origin}${box}/answer`, { method: 'POST', body: fields })
    expect(await answered.text()).toContain('Réponse remise au portail.')
    const [hook] = all.listener.hooks
    expect(hook?.path).toBe('/cdn-cgi/handler/email?from=lea%40maison-lune.test&to=reponse%2Bt234%40in.test')
    const letter = await PostalMime.parse(hook?.body ?? '')
    expect(letter.from).toEqual({ name: 'Léa', address: 'lea@maison-lune.test' })
    expect(letter.subject).toBe('Re: Votre code')
    expect(letter.text).toMatch(/^D’accord,\nmerci <b>\n\nLe .* a écrit :\n\n> Votre code : 4F7K2P/)
    expect(letter.html).toContain('<div>merci &lt;b&gt;</div>')
    expect(letter.attachments).toMatchObject([{ filename: 'été.pdf', mimeType: 'application/pdf' }])
  })

  test('that is sent back says why, and keeps the words; a mail without such an address has no form', async () => {
    const all = await played()
    all.listener.answer = 400
    const { data } = await client(all).emails.send(answerable)
    const box = `/inbox/${encodeURIComponent('lea@maison-lune.test')}/${data?.id}`
    const refused = await fetch(`${all.sandbox.origin}${box}/answer`, {
      method: 'POST',
      body: new URLSearchParams({ words: 'Mes mots' }),
    })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(/Réponse renvoyée[\s\S]*Mes mots/)
    const { data: plain } = await client(all).emails.send(mail)
    const page = await fetch(`${all.sandbox.origin}/inbox/lea@maison-lune.test/${plain?.id}`)
    expect(await page.text()).not.toContain('Envoyer la réponse')
    expect(await all.post(`/control/resend/mails/${plain?.id}/answer`, { text: 'x' })).toMatchObject({
      error: 'this mail cannot be answered',
    })
  })
})
