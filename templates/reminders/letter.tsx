import type { Ui } from '../../locales'
import type { Preview } from '../../src/domain/reminders/preview'
import { wordsOf } from '../mail/words'
import { Button, Card, Facts, Stack } from '../shared'

type Props = Preview['mails'][number] & { ui: Ui; slug: string; workspace: string; origin: string }

/** A mail as it will read: the words of the mail itself, in the portal's own clothes. */
export const Letter = ({ ui, kind, draft, example, slug, workspace, origin }: Props) => {
  const { t } = ui
  const words = wordsOf([draft], { ui, brand: workspace, slug, origin, name: '' })
  const sections = words.projects.flatMap(project => project.things.flatMap(thing => thing.sections))
  const name = t(`reminders.${kind}`)
  return (
    <Card title={example ? `${name} ${t('reminders.preview.example')}` : name} id={`letter-${kind}`} quiet>
      <Stack>
        <p class="meta">{t('reminders.preview.subject', { subject: words.subject })}</p>
        <p>{words.hello}</p>
        <p>
          <strong>{words.heading}</strong>
        </p>
        {sections.map(section => (
          <>
            {section.paragraphs.map(paragraph => (
              <p>{paragraph}</p>
            ))}
            {section.quote.length > 0 && <blockquote class="quote">{section.quote.join('\n')}</blockquote>}
            {section.facts.length > 0 && <Facts items={section.facts} />}
          </>
        ))}
        <div class="actions">
          <Button type="button" variant="primary" disabled>
            {words.button.label}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
