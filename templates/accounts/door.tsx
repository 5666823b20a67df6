import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Plain } from '../layouts/plain'
import type { WithChildren } from '../shared/attrs'
import { brandVersion } from '../shared/brand'

/** What the world sees of a workspace before anybody is in. */
export type Face = { slug: string; name: string; accent: string; logoKey?: string | null }

type DoorProps = WithChildren<{
  ui: Ui
  title: string
  heading: string
  lead?: Child
  foot?: Child
  /** Without one, the page is neutral. */
  face?: Face
  toasts?: Child
}>

/** The page before one is in: a workspace's look, or nobody's. */
export const Door = ({ ui, title, face, children, ...rest }: DoorProps) => (
  <Plain
    {...rest}
    ui={ui}
    title={face ? `${title} · ${face.name}` : title}
    brandHref={face && urls.brandCss(face.slug, brandVersion(face.accent))}
    app={face}
    workspace={
      face && {
        name: face.name,
        href: urls.workspaceSignIn(face.slug),
        logo: face.logoKey ? urls.logo(face.logoKey) : undefined,
      }
    }
  >
    {children}
  </Plain>
)
