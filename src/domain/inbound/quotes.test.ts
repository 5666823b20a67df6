import { describe, expect, it } from 'vitest'
import { readHtml } from './html'
import { ownWords } from './quotes'

/** What our own mail says, as programs quote it. */
const ours = [
  'Atelier Lumen',
  '',
  'Bonjour Léa,',
  '',
  'Camille a répondu',
  '',
  'Quelle page ?',
  '',
  'Voir la demande',
  'http://parvis.test/w/atelier/p/1/tickets/2',
]
const marked = ours.map(line => `> ${line}`.trimEnd()).join('\n')
const bare = ours.join('\n')
const words = 'La page d’accueil, s’il vous plaît.\n\nMerci !\nLéa'

const plain: [string, string, string?][] = [
  [
    'Gmail in French',
    `${words}\n\nLe lun. 16 nov. 2026 à 10:02, Atelier Lumen <bonjour@parvis.test> a\nécrit :\n\n${marked}\n`,
  ],
  [
    'Gmail in English',
    `${words}\n\nOn Mon, Nov 16, 2026 at 10:02 AM Atelier Lumen <bonjour@parvis.test>\nwrote:\n\n${marked}\n`,
  ],
  [
    'Outlook for Windows in French',
    `${words}\n\nDe : Atelier Lumen <bonjour@parvis.test>\nEnvoyé : lundi 16 novembre 2026 10:02\nÀ : Léa <lea@maison-lune.test>\nObjet : #12 Le menu\n\n${bare}`,
  ],
  [
    'Outlook for Windows in English',
    `${words}\n\nFrom: Atelier Lumen <bonjour@parvis.test>\nSent: Monday, November 16, 2026 10:02 AM\nTo: Lea <lea@maison-lune.test>\nSubject: #12 The menu\n\n${bare}`,
  ],
  [
    'Outlook on the web',
    `${words}\n\n________________________________\nDe : Atelier Lumen <bonjour@parvis.test>\nEnvoyé : lundi 16 novembre 2026 10:02\nÀ : Léa\nObjet : #12 Le menu\n\n${bare}`,
  ],
  [
    'old Outlook',
    `${words}\n\n-----Message d’origine-----\nDe : Atelier Lumen\nEnvoyé : lundi 16 novembre\nÀ : Léa\nObjet : Le menu\n\n${bare}`,
  ],
  [
    'Samsung',
    `${words}\n\n\n-------- Message d'origine --------\nDe : Atelier Lumen <bonjour@parvis.test>\nDate : 16/11/2026 10:02 (GMT+01:00)\nÀ : lea@maison-lune.test\nObjet : Le menu\n\n${bare}`,
  ],
  [
    'Apple Mail in French',
    `${words}\n\n> Le 16 nov. 2026 à 10:02, Atelier Lumen <bonjour@parvis.test> a écrit :\n> \n${marked}\n`,
  ],
  [
    'Apple Mail in English',
    `${words}\n\n> On 16 Nov 2026, at 10:02, Atelier Lumen <bonjour@parvis.test> wrote:\n> \n${marked}\n`,
  ],
  [
    'an iPhone',
    `${words}\n\nEnvoyé de mon iPhone\n\n> Le 16 nov. 2026 à 10:02, Atelier Lumen <bonjour@parvis.test> a écrit :\n> \n> ﻿\n${marked}`,
  ],
  [
    'an iPhone in English',
    `${words}\n\nSent from my iPhone\n\n> On 16 Nov 2026, at 10:02, Atelier Lumen <bonjour@parvis.test> wrote:\n> \n${marked}`,
  ],
  [
    'Outlook for Android',
    `${words}\n\nTélécharger Outlook pour Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Atelier Lumen <bonjour@parvis.test>\nSent: Monday, November 16, 2026 10:02:11 AM\nTo: Léa <lea@maison-lune.test>\nSubject: #12\n\n${bare}`,
  ],
  ['Thunderbird, answered above', `${words}\n\nLe 16/11/2026 à 10:02, Atelier Lumen a écrit :\n${marked}\n`],
  [
    'Thunderbird, answered below, signed',
    `Le 16/11/2026 à 10:02, Atelier Lumen a écrit :\n${marked}\n\n${words}\n\n-- \nLéa Martin\nMaison Lune\n+33 1 02 03 04 05\n`,
  ],
  [
    'Thunderbird, answered above, signed below',
    `${words}\n\nLe 16/11/2026 à 10:02, Atelier Lumen a écrit :\n${marked}\n\n-- \nLéa Martin\n`,
  ],
  [
    'Yahoo',
    `${words}\n\n    Le lundi 16 novembre 2026 à 10:02:11 UTC+1, Atelier Lumen <bonjour@parvis.test> a écrit :  \n \n ${bare}`,
  ],
  [
    'Proton',
    `${words}\n\nEnvoyé avec la messagerie sécurisée [Proton Mail](https://proton.me/mail/home).\n\nLe lundi 16 novembre 2026 à 10:02, Atelier Lumen <bonjour@parvis.test> a écrit :\n\n${marked}`,
  ],
  [
    'Orange',
    `${words}\n\n> Message du 16/11/26 10:02\n> De : "Atelier Lumen" <bonjour@parvis.test>\n> A : lea@maison-lune.test\n> Objet : Le menu\n>\n${marked}`,
  ],
  [
    'a German program',
    `${words}\n\nAm 16.11.2026 um 10:02 schrieb Atelier Lumen <bonjour@parvis.test>:\n${marked}`,
  ],
  ['no program that quotes', words],
  [
    'Windows’ line ends',
    `${words}\n\nLe lun. 16 nov. 2026 à 10:02, Atelier Lumen <bonjour@parvis.test> a écrit :\n${marked}`.replaceAll(
      '\n',
      '\r\n',
    ),
  ],
  [
    'no-break spaces before the colon',
    `${words}\n\nLe lun. 16 nov. 2026 à 10:02, Atelier Lumen <bonjour@parvis.test> a écrit\u00a0:\n\n${marked}`,
  ],
  [
    'a signature and a clause',
    `${words}\n\n--\nLéa Martin\nMaison Lune\n\nCe message et ses pièces jointes sont confidentiels et destinés à leurs seuls destinataires.\nSi vous l’avez reçu par erreur, détruisez-le.`,
  ],
  [
    'a clause alone',
    `${words}\n\nCe message et ses pièces jointes sont confidentiels.\nSi vous l’avez reçu par erreur, détruisez-le.`,
  ],
  [
    'an English clause',
    `${words}\n\nThis email and any attachments are confidential and intended solely for the addressee.`,
  ],
]

describe('of a mail in plain text', () => {
  it.each(plain)('from %s the writer’s own words are kept, and nothing else', (_, mail) => {
    expect(ownWords(mail)).toBe(words)
  })

  it('a sentence just above the attribution stays, however it begins', () => {
    const mail = `Le site est cassé depuis 9:30\nMerci\nLe lundi 16 nov. 2026 à 10:02, Atelier <a@b.test> a écrit :\n${marked}`
    expect(ownWords(mail)).toBe('Le site est cassé depuis 9:30\nMerci')
  })

  it('what each answer is about stays over it where they were written between the lines', () => {
    const mail = `Mes réponses plus bas.\n\nLe 16/11/2026 à 10:02, Atelier Lumen a écrit :\n> Bonjour Léa,\n>\n> Quelle page ?\n\nL’accueil.\n\n> Pour quand ?\n\nLundi.\n\n> Merci\n> Camille\n`
    expect(ownWords(mail)).toBe(
      'Mes réponses plus bas.\n\n> Quelle page ?\n\nL’accueil.\n\n> Pour quand ?\n\nLundi.',
    )
  })

  it('what was forwarded is what they have to say', () => {
    const mail =
      'Voyez ce que dit l’hébergeur.\n\n---------- Forwarded message ---------\nDe : Hébergeur <a@b.test>\nDate: lun. 16 nov. 2026\nSubject: Panne\nTo: <lea@maison-lune.test>\n\nLe serveur s’arrête lundi.\n'
    expect(ownWords(mail)).toContain('Le serveur s’arrête lundi.')
    expect(ownWords(mail)).toContain('De : Hébergeur')
  })

  it.each([
    ['a quotation of their own', 'Le directeur nous a écrit :\n« Changez tout. »\nQue répondre ?'],
    ['an itinerary', 'De : Paris\nÀ : Lyon\nDate : 3 mai'],
    [
      'a sentence that begins as a telephone’s line does',
      'Bonjour,\nEnvoyé depuis hier soir, le fichier n’arrive pas.',
    ],
    ['a warning', 'Avertissement : le site est en panne.\nCe mail est le troisième.'],
    [
      'a rule between paragraphs',
      ['Un', '--', ...Array.from({ length: 12 }, (_, i) => `ligne ${i}`)].join('\n'),
    ],
    ['emoji, marks of direction and other scripts', 'D’accord 👍🏽\n\u200fשלום\u200e — 好的'],
    ['a list', 'Voici :\n- un\n- deux\n\n1. trois'],
    ['a comparison', 'Si x > 3 alors\n> n’est pas une citation'.replace('\n> ', '\n→ ')],
    ['what begins as an attribution does', 'Le site a 3 pages.\nElles ne s’ouvrent plus depuis 10:02'],
    ['the word wrote', 'On Monday I wrote: nothing works.'],
  ])('%s stays', (_, mail) => {
    expect(ownWords(mail)).toBe(mail)
  })

  it('nothing is left of a quote alone, or of a telephone’s line', () => {
    expect(ownWords(`Le 16/11/2026 à 10:02, Atelier Lumen a écrit :\n${marked}`)).toBe('')
    expect(ownWords('Envoyé de mon iPhone')).toBe('')
    expect(ownWords('')).toBe('')
  })

  it.each([
    ['one endless line', 'a'.repeat(500_000)],
    ['spaces', ' '.repeat(300_000)],
    ['spaces between letters', `a${' '.repeat(300_000)}b`],
    ['quotes', '>'.repeat(300_000)],
    ['beginnings of attributions', 'Le lundi 16 10:02 '.repeat(20_000)],
    ['lines that all begin one', 'On Mon 10:02 wrote\n'.repeat(20_000)],
    ['blocks', 'De : x\n'.repeat(20_000)],
    ['brackets', '<https://'.repeat(20_000)],
    ['rules', '_____\n'.repeat(20_000)],
  ])('%s are read in no time that grows with their square', (_, mail) => {
    const [start, small] = [performance.now(), mail.slice(0, mail.length / 10)]
    ownWords(small)
    ownWords(mail)
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})

const page = (body: string) => `<html><head><style>p{margin:0}</style></head><body>${body}</body></html>`
const quoted = '<p>Bonjour L&eacute;a,</p><p>Quelle page&nbsp;?</p>'
const inside =
  '<div>La page d&rsquo;accueil, s&#8217;il vous pla&icirc;t.</div><div><br></div><div>Merci !</div><div>Léa</div>'

const pages: [string, string][] = [
  [
    'Gmail',
    `<div dir="ltr">${inside}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Le lun. 16 nov. 2026 à 10:02, Atelier Lumen &lt;<a href="mailto:bonjour@parvis.test">bonjour@parvis.test</a>&gt; a écrit :<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${quoted}</blockquote></div>`,
  ],
  [
    'Gmail with its signature',
    `<div dir="ltr">${inside}<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div>Léa Martin<br>Maison Lune</div></div></div>`,
  ],
  [
    'Outlook for Windows',
    `<div class="WordSection1"><p class="MsoNormal">La page d’accueil, s’il vous plaît.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Merci !<br>Léa</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>De&nbsp;:</b> Atelier Lumen &lt;bonjour@parvis.test&gt; <br><b>Envoyé&nbsp;:</b> lundi 16 novembre 2026 10:02<br><b>À&nbsp;:</b> Léa<br><b>Objet&nbsp;:</b> #12</p></div>${quoted}</div>`,
  ],
  [
    'Outlook on the web',
    `<div>${inside}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Atelier Lumen &lt;bonjour@parvis.test&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Lea<br><b>Subject:</b> #12</font></div>${quoted}`,
  ],
  [
    'Apple Mail',
    `${inside}<div><br><blockquote type="cite"><div>Le 16 nov. 2026 à 10:02, Atelier Lumen &lt;bonjour@parvis.test&gt; a écrit :</div><br>${quoted}</blockquote></div>`,
  ],
  [
    'an iPhone',
    `<div dir="ltr"></div><div dir="ltr">${inside}<br><div dir="ltr">Envoyé de mon iPhone</div><div dir="ltr"><br><blockquote type="cite">Le 16 nov. 2026 à 10:02, Atelier a écrit :<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${quoted}</div></blockquote></div>`,
  ],
  [
    'Thunderbird',
    `<p>La page d’accueil, s’il vous plaît.</p><p>Merci !<br>Léa</p><div class="moz-cite-prefix">Le 16/11/2026 à 10:02, Atelier Lumen a écrit :<br></div><blockquote type="cite" cite="mid:1@x">${quoted}</blockquote><pre class="moz-signature" cols="72">-- \nLéa Martin</pre>`,
  ],
  [
    'Yahoo',
    `<div class="ydp1yahoo-style-wrap">${inside}</div><div id="ydp2yahoo_quoted" class="yahoo_quoted"><div><div>Le lundi 16 novembre 2026 à 10:02:11 UTC+1, Atelier Lumen &lt;bonjour@parvis.test&gt; a écrit :</div><div><br></div>${quoted}</div></div>`,
  ],
  [
    'Proton',
    `<div>${inside}</div><div class="protonmail_signature_block"><div>Envoyé avec Proton</div></div><div class="protonmail_quote">Le lundi 16 novembre 2026 à 10:02, Atelier Lumen &lt;bonjour@parvis.test&gt; a écrit :<br><blockquote class="protonmail_quote" type="cite">${quoted}</blockquote><br></div>`,
  ],
]

describe('of a mail in HTML', () => {
  it.each(pages)('from %s the writer’s own words are kept, and nothing else', async (_, html) => {
    expect(ownWords((await readHtml(page(html))).text)).toBe(words)
  })

  it('paragraphs, lists, links and indented text read as they look', async () => {
    const html = page(
      '<p>Un\n  <b>deux</b></p><ul><li>a</li><li>b&amp;c</li></ul><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>en retrait</div></blockquote><pre>x\n  y</pre><table><tr><td>1</td><td>2</td></tr></table>',
    )
    expect((await readHtml(html)).text.trim()).toBe('Un deux\n\n- a\n- b&c\nen retrait\nx\n  y\n1 2')
  })

  it('neither scripts, styles, comments nor what is hidden are words', async () => {
    const html =
      '<script>alert(1)</script><style>a{}</style><!-- [if mso]>non<![endif] --><div style="display:none">caché</div><p onclick="x()">Oui <b>&lt;script&gt;</p>'
    expect((await readHtml(html)).text.trim()).toBe('Oui <script>')
  })

  it('pictures count where they stand among one’s own words', async () => {
    const html =
      '<p><img src="cid:a@x"></p><blockquote><img src="cid:b@x"></blockquote><div class="gmail_signature"><img src="cid:c@x"></div><img src="https://x.test/d.png">'
    expect((await readHtml(html)).pictures).toEqual(['a@x'])
  })

  it('what is nested without end is given up', async () => {
    await expect(readHtml(`${'<div>'.repeat(20_000)}mot`)).rejects.toThrow()
  })

  it('what is not closed, or not HTML, is still read', async () => {
    expect((await readHtml('<div><p>Un<p>Deux<br>Trois<blockquote>Quatre')).text).toContain(
      'Un\n\nDeux\nTrois',
    )
    expect((await readHtml('mot')).text).toBe('mot')
  })
})
