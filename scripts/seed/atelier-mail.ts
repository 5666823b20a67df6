import { keepMail, placeOf } from '../../src/domain/inbound/keep'
import { settleMail } from '../../src/domain/inbound/settle'
import type { Plan } from './plan'
import type { World } from './world'

const words =
  'Bonjour,\n\nLéa m’a transféré votre message. Les mentions légales sont à jour depuis lundi : notre nouveau capital est de 12 000 €.\n\nBien à vous,\nMarc Petit\nCabinet Petit & Fils'

const raw = `Message-ID: <mentions@compta.test>
From: Marc Petit <marc@compta.test>
To: reponse@in.parvis.test
Subject: =?utf-8?B?${btoa(String.fromCharCode(...new TextEncoder().encode('Re: Les mentions légales')))}?=
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

${words}
`

/** A client's accountant answers a mail that was forwarded to him: nobody knows his address, so that it waits. */
export function accountant(world: World, plan: Plan, project: { value: string }): void {
  plan.on(world.at(1, 15, 20), async when => {
    const system = world.system(when)
    const place = await placeOf(system, { kind: 'conversation', id: project.value })
    if (!place) throw new Error('The mail has no place to lead to')
    const bytes = new TextEncoder().encode(raw.replaceAll('\n', '\r\n'))
    const letter = {
      messageId: '<mentions@compta.test>',
      address: 'marc@compta.test',
      name: 'Marc Petit',
      subject: 'Re: Les mentions légales',
      words,
      files: [],
      forged: false,
    }
    const mail = await keepMail(system, world.env.FILES, place, bytes.buffer as ArrayBuffer, letter)
    if (mail) await settleMail(system, world.env.FILES, mail, letter, () => key => key)
  })
}
