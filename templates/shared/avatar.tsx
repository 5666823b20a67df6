/** Two letters at most: of the first and the last word. */
export const initials = (name: string): string => {
  const words = name
    .trim()
    .split(/[\s\u202f\u00a0]+/)
    .filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** The same name always gets the same one of six tones. */
export const avatarTone = (name: string): number => {
  let sum = 7
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65521
  return (sum % 6) + 1
}

export type AvatarProps = {
  name: string
  src?: string
  size?: 'sm' | 'md' | 'lg'
  /** The name is not written beside it: say it. */
  alone?: boolean
  /** Is here now. The word is for screen readers. */
  presence?: string
}

/** A person's or client's face: a picture, or initials on a tone of their own. */
export const Avatar = ({ name, src, size = 'md', alone, presence }: AvatarProps) => (
  <span
    class={`avatar t${avatarTone(name)}`}
    data-size={size === 'md' ? undefined : size}
    {...(alone ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': 'true' })}
  >
    {src ? <img src={src} alt="" loading="lazy" /> : initials(name)}
    {presence && <i class="presence" title={presence} />}
  </span>
)

/** Faces overlapping; `more` is how many are not shown. */
export const AvatarGroup = ({
  names,
  more = 0,
  label,
}: {
  names: string[]
  more?: number
  label: string
}) => (
  <span class="avatars" role="img" aria-label={label}>
    {names.map(name => (
      <Avatar name={name} size="sm" />
    ))}
    {more > 0 && <span class="avatar" data-size="sm">{`+${more}`}</span>}
  </span>
)
