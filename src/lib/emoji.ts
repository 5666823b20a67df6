/** So many alone are shown large. */
const MOST = 6

const signs = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\s)+$/u

/** Whether words are a few emoji and nothing else. */
export function isEmoji(words: string): boolean {
  if (words.length > 80 || !signs.test(words)) return false
  const letters = [...new Intl.Segmenter().segment(words)].filter(({ segment }) => segment.trim())
  return letters.length > 0 && letters.length <= MOST
}
