import { palettes, phoneShot } from './pictures'
import type { Doc } from './scene'

export const [camille, equipe, lea, hugo] = [
  'camille@atelier.test',
  'equipe@atelier.test',
  'lea@maison-lune.test',
  'hugo@maison-lune.test',
]

export const ticket = (
  type: 'bug' | 'change' | 'improvement' | 'question',
  urgency: 'urgent' | 'maintenance' | 'evolution',
  subject: string,
  body: string,
) => ({ type, urgency, subject, body, phaseId: null })

export const shot: Doc = { name: 'capture-telephone.png', bytes: () => phoneShot(palettes.lune) }

export const price = (amount: string, description: string, delayDays: number) => ({
  amount,
  entry: 'ttc' as const,
  description,
  delayDays,
  terms: 'now' as const,
  validUntil: null,
})
