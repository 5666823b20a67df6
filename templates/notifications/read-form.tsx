import type { Width } from '../../src/domain/notifications/inbox'
import { urls } from '../../src/urls'
import type { WithChildren } from '../shared'

/** Marks as read what was told up to a notification: of its thing, of its project, or all. Comes back to the same list. */
export const ReadForm = (props: WithChildren<{ slug: string; from: string; width: Width; show: string }>) => (
  <form method="post" action={urls.notificationRead(props.slug, props.from)}>
    <input type="hidden" name="width" value={props.width} />
    {props.show && <input type="hidden" name="show" value={props.show} />}
    {props.children}
  </form>
)
