import type { Ui } from '../../locales'
import type { Access } from '../../src/domain/files/access'
import { Card, List, Row } from '../shared'

/** Who had the file's bytes, for the team. */
export const AccessCard = ({ ui: { t, format, now }, access }: { ui: Ui; access: Access[] }) => (
  <Card title={t('files.access.title')} id="access" flush={access.length > 0}>
    {access.length === 0 ? (
      <p class="meta">{t('files.access.none')}</p>
    ) : (
      <List label={t('files.access.title')}>
        {access.map(one => (
          <Row
            title={one.name}
            meta={t(one.downloaded ? 'files.access.downloaded' : 'files.access.looked', {
              date: format.ago(one.at, now),
              times: one.times,
            })}
          />
        ))}
      </List>
    )}
  </Card>
)
