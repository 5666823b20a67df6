/** Numbers that look random and are the same on every run (mulberry32). */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }

  /** From 0 up to, but not including, `n`. */
  below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n) >>> 0
  }

  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

const words =
  'accueil bandeau boutique bouton calendrier carte catalogue client commande compte contenu couleur devis facture fiche formulaire galerie image lien liste livraison logo maquette menu mobile newsletter page paiement panier photo pied produit recherche réservation rubrique site stock tarif texte traduction vidéo'.split(
    ' ',
  )

/** A few words, as somebody in a hurry would write them; `n` of them. */
export function sentence(dice: Dice, n: number): string {
  const said = Array.from({ length: n }, () => dice.one(words)).join(' ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** A body of several paragraphs. */
export const paragraphs = (dice: Dice, n: number): string =>
  Array.from({ length: n }, () => `${sentence(dice, 18)}. ${sentence(dice, 9)}.`).join('\n\n')
