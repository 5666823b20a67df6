import type { Say } from '../../locales'
import { Checkbox, CheckboxList } from '../shared'

export type ProjectChoice = { id: string; name: string; client?: string }

/** Which projects a person may enter: all, or the chosen ones. */
export const AccessFields = (props: {
  t: Say
  words: 'workspaces.members' | 'clients.contact'
  projects: ProjectChoice[]
  limited: boolean
  chosen: readonly string[]
}) => {
  const { t, words, projects, limited, chosen } = props
  if (projects.length === 0) return null
  return (
    <div class="reveal">
      <Checkbox
        name="limited"
        label={t(`${words}.limited`)}
        hint={t(`${words}.limited_hint`)}
        checked={limited}
      />
      <div class="revealed">
        <CheckboxList
          name="projects"
          label={t(`${words}.projects`)}
          values={chosen}
          options={projects.map(p => ({ value: p.id, label: p.name, hint: p.client }))}
        />
      </div>
    </div>
  )
}
