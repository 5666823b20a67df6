import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { Communication, Communications } from '../../src/domain/deliveries/communications'
import { urls } from '../../src/urls'
import { ButtonLink, Icon, type IconName, Row } from '../shared'
import { titleOf } from './mails'
import { MailFate, whyOf } from './status'

type LineProps = {
  ui: Ui
  slug: string
  team: boolean
  data: Pick<Communications, 'projects'>
  item: Communication
}

/** One line: what it is, about what, when, and what became of it. */
export const Line = (props: LineProps) => {
  const { ui, item, data } = props
  const { icon, title, href, said, aside } = lineOf(props)
  const project = data.projects.length > 1 ? item.project : undefined
  return (
    <Row
      lead={<Icon name={icon} repeated />}
      title={title}
      href={href}
      meta={[said, project, ui.format.dateTime(item.at)].flat().filter(Boolean).join(' · ')}
      aside={aside}
    />
  )
}

type Said = { icon: IconName; title: Child; href?: string; said: (string | undefined)[]; aside?: Child }

function lineOf({ ui, slug, team, item }: LineProps): Said {
  const { t, format } = ui
  const p = item.projectId ?? ''
  if (item.kind === 'mail') {
    // What is wrong with an address is between its person and the team.
    const delivered = item.delivery === 'delivered' ? item.delivery : null
    const fate = team ? item : { ...item, delivery: delivered }
    return {
      icon: 'mail',
      title: titleOf(ui, item),
      href: item.path ?? undefined,
      said: [
        t('communications.centre.to', { name: item.name || t('communications.centre.somebody') }),
        team ? whyOf(ui, item) : undefined,
      ],
      aside: <MailFate ui={ui} mail={fate} />,
    }
  }
  if (item.kind === 'file')
    return {
      icon: 'file-text',
      title: item.title,
      href: urls.projectFile(slug, p, item.id),
      said: [
        t('communications.centre.file'),
        t('communications.centre.version', { n: item.number }),
        team ? hadBy(ui, item.had) : undefined,
      ],
    }
  if (item.kind === 'approval')
    return {
      icon: 'badge-check',
      title: item.title,
      href: urls.approval(slug, p, item.id),
      said: [
        t(`communications.centre.${item.state === 'approved' ? 'approved' : 'changes'}`, {
          name: item.name || t('communications.centre.somebody'),
        }),
      ],
      aside: item.state === 'approved' && (
        <Paper t={t} label="record" href={urls.approvalPart(slug, p, item.id, 'receipt')} />
      ),
    }
  if (item.kind === 'payment')
    return {
      icon: 'receipt-text',
      title: item.title,
      href: urls.payment(slug, p, item.id),
      said: [
        t('communications.centre.paid'),
        item.amount === null ? undefined : format.money(item.amount, item.currency),
      ],
      aside: <Paper t={t} label="receipt" href={urls.paymentPart(slug, p, item.id, 'receipt')} />,
    }
  return {
    icon: 'calendar',
    title: t('reports.week', { day: format.day(item.week) }),
    href: urls.report(slug, p, item.id),
    said: [t('communications.centre.report')],
  }
}

const Paper = ({ t, label, href }: { t: Ui['t']; label: 'record' | 'receipt'; href: string }) => (
  <ButtonLink href={href} size="sm" icon="download" data-hx-boost="false">
    {t(`communications.centre.${label}`)}
  </ButtonLink>
)

/** Whether somebody of the client had the file, for the team. */
function hadBy({ t, format }: Ui, had: string | null): string {
  if (!had) return t('communications.centre.unseen')
  const { at, name, downloaded } = JSON.parse(had) as { at: number; name: string; downloaded: number }
  const date = format.shortDate(at)
  return t(`communications.centre.${downloaded ? 'fetched' : 'seen'}`, { date, name })
}
