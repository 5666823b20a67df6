import type { Child } from 'hono/jsx'
import type { WithChildren } from '../shared/attrs'
import { ToastRegion } from '../shared/toast'
import { Document, type DocumentProps } from './document'
import { WorkspaceMark } from './navigation'

export type PlainProps = WithChildren<
  Omit<DocumentProps, 'audience' | 'children'> & {
    /** The page's h1. */
    heading: string
    lead?: Child
    /** With it, the page wears the workspace's mark; without it, it is neutral. */
    workspace?: { name: string; href: string; logo?: string }
    /** Under the card: another way, help, legal lines. */
    foot?: Child
    /** More room: a pay page, a receipt. */
    wide?: boolean
    toasts?: Child
  }
>

/** One card in the middle of a quiet page: sign-in, invitations, errors, payment. */
export const Plain = (props: PlainProps) => {
  const { heading, lead, workspace, foot, wide, toasts, children } = props
  return (
    <Document {...props} audience="public">
      <main id="main" class={wide ? 'plain plain-wide' : 'plain'}>
        {workspace && <WorkspaceMark {...workspace} />}
        <div class="card plain-card">
          <header>
            <h1>{heading}</h1>
            {lead && <p class="lead">{lead}</p>}
          </header>
          {children}
        </div>
        {foot && <footer>{foot}</footer>}
      </main>
      <ToastRegion>{toasts}</ToastRegion>
    </Document>
  )
}
