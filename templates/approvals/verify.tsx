import type { MessageKey, Ui } from '../../locales'
import type { Standing } from '../../src/domain/activity/record'
import { groupedCode } from '../../src/lib/code'
import { urls } from '../../src/urls'
import { Plain } from '../layouts/plain'
import { Button, Form, Notice, TextField, type Tone } from '../shared'

const tones: Record<Standing, Tone> = {
  intact: 'success',
  unsealed: 'info',
  altered: 'danger',
  unknown: 'info',
}

/** Open to the world: whether a record is intact, and nothing of what it says or whose it is. */
export const VerifyPage = ({ ui, code, standing }: { ui: Ui; code?: string; standing?: Standing }) => {
  const { t } = ui
  return (
    <Plain
      ui={ui}
      title={t('approvals.verify.title')}
      heading={t('approvals.verify.title')}
      lead={t('approvals.verify.lead')}
    >
      {standing && (
        <div role="status">
          <Notice
            tone={tones[standing]}
            icon={standing === 'intact' ? 'shield-check' : 'info'}
            title={t(`approvals.verify.${standing}`)}
          >
            <p>{t(`approvals.verify.${standing}_text` as MessageKey)}</p>
          </Notice>
        </div>
      )}
      <Form action={urls.verify()} method="get">
        <TextField
          name="code"
          label={t('approvals.verify.code')}
          hint={t('approvals.verify.code_hint')}
          value={code && groupedCode(code)}
          autocomplete="off"
          autocapitalize="characters"
          required
        />
        <TextField
          name="sha256"
          label={t('approvals.verify.digest')}
          hint={t('approvals.verify.digest_hint')}
          optional={t('approvals.verify.optional')}
          autocomplete="off"
        />
        <Button variant={standing ? 'secondary' : 'primary'} size="lg" block icon="shield-check">
          {t(standing ? 'approvals.verify.again' : 'approvals.verify.check')}
        </Button>
      </Form>
    </Plain>
  )
}
