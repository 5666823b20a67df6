import type { Ui } from '../../../locales'
import { Shell } from '../../layouts/shell'
import { ButtonLink, Card, List, PageHeader, Row, Stack } from '../../shared'
import { sampleFrame } from '../frame'

/** Which sample is shown, and how. */
export type Shown = {
  mail: string
  lang: 'fr' | 'en'
  width: 390 | 700
  scheme: 'light' | 'dark'
  part: 'html' | 'text'
}

export const mailsUrl = (shown: Shown, frame?: 'frame'): string =>
  `/dev/mails${frame ? '/frame' : ''}?${new URLSearchParams({ ...shown, width: String(shown.width) })}`

const ways = {
  lang: ['fr', 'en'],
  width: [700, 390],
  scheme: ['light', 'dark'],
  part: ['html', 'text'],
} as const

/** Every kind of mail as its reader gets it. For us alone: never mounted in production. */
export const DevMails = ({
  ui,
  shown,
  mails,
}: {
  ui: Ui
  shown: Shown
  mails: { mail: string; subject: string }[]
}) => (
  <Shell {...sampleFrame('team')} ui={ui} title="E-mails">
    <PageHeader title="E-mails" lead="Un exemple de chaque genre, comme son lecteur le reçoit." />
    <Stack>
      <Card title={shown.mail}>
        <p>
          {Object.entries(ways).map(([name, values]) =>
            values.map(value => {
              const on = String(shown[name as keyof Shown]) === String(value)
              return (
                <ButtonLink
                  size="sm"
                  variant={on ? 'secondary' : 'ghost'}
                  href={mailsUrl({ ...shown, [name]: value })}
                  aria-current={on ? 'true' : undefined}
                >
                  {value}
                </ButtonLink>
              )
            }),
          )}
        </p>
        <iframe
          title={shown.mail}
          src={mailsUrl(shown, 'frame')}
          width={shown.width}
          height="900"
          sandbox=""
          loading="lazy"
        />
      </Card>
      <Card flush>
        <List>
          {mails.map(({ mail, subject }) => (
            <Row title={mail} href={mailsUrl({ ...shown, mail })} meta={subject} />
          ))}
        </List>
      </Card>
    </Stack>
  </Shell>
)
