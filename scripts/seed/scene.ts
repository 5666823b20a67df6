import type { ProjectScope } from '../../src/db/scope'
import { readApproval } from '../../src/domain/approvals/approvals'
import { askApproval } from '../../src/domain/approvals/ask'
import { decide } from '../../src/domain/approvals/decide'
import { addFiles } from '../../src/domain/files/change'
import { readFile } from '../../src/domain/files/files'
import { addVersion, setFinal } from '../../src/domain/files/versions'
import { postMessage } from '../../src/domain/messages/post'
import { addNote, pinNote } from '../../src/domain/notes/notes'
import { applyReceived } from '../../src/domain/payments/backs'
import { startCheckout } from '../../src/domain/payments/checkout'
import { confirm } from '../../src/domain/payments/confirm'
import { createRequest } from '../../src/domain/payments/requests'
import { steer } from '../../src/domain/projects/steering'
import { addItem, tickItem } from '../../src/domain/tasks/checklist'
import { commentOnTask } from '../../src/domain/tasks/comments'
import { createTask } from '../../src/domain/tasks/tasks'
import { moveTask } from '../../src/domain/tickets/move-task'
import { filesForOpening, openTicket } from '../../src/domain/tickets/open'
import { newId } from '../../src/lib/id'
import type { Provider } from '../../src/outside/provider'
import type { Plan } from './plan'
import type { World } from './world'

type When = readonly [daysAgo: number, hour?: number, minute?: number]
type Bytes = Uint8Array<ArrayBuffer>
export type Doc = { name: string; bytes: () => Bytes | Promise<Bytes> }
type Later<T> = { value: T }

const fileOf = async ({ name, bytes }: Doc) => new File([await bytes()], name)

/** One project of the demo world: says who does what in it, and when. */
export class Scene {
  readonly world: World
  readonly plan: Plan
  readonly slug: string
  readonly project: Later<string>

  constructor(world: World, plan: Plan, slug: string, project: Later<string>) {
    this.world = world
    this.plan = plan
    this.slug = slug
    this.project = project
  }

  /** Somebody does something at a moment, with their own scope. */
  does(who: string, when: When, act: (scope: ProjectScope) => Promise<unknown>): void {
    const at = this.world.at(...when)
    this.plan.on(at, async () => act(await this.world.as(this.slug, who, this.project.value, at)))
  }

  says(who: string, when: When, body: string, attached: Doc[] = []): void {
    this.does(who, when, async scope => {
      const files = await Promise.all(attached.map(fileOf))
      await postMessage(scope, this.world.env.FILES, { id: newId(scope.now), body }, files, {})
    })
  }

  asks(
    who: string,
    when: When,
    ticket: Parameters<typeof openTicket>[1],
    attached: Doc[] = [],
  ): Later<string> {
    const id = { value: '' }
    this.does(who, when, async scope => {
      const files = await Promise.all(attached.map(fileOf))
      id.value = await openTicket(scope, ticket, await filesForOpening(scope, this.world.env.FILES, files))
    })
    return id
  }

  task(
    who: string,
    when: When,
    title: string,
    more: Partial<Parameters<typeof createTask>[1]> & { assignee?: string } = {},
  ): Later<string> {
    const id = { value: '' }
    const { assignee, ...rest } = more
    this.does(who, when, async scope => {
      id.value = await createTask(scope, {
        title,
        description: '',
        priority: 'normal',
        phaseId: null,
        dueOn: null,
        internal: false,
        ...rest,
        assigneeId: assignee ? this.world.seat(this.slug, assignee) : null,
      })
    })
    return id
  }

  /** Small steps inside a task; the first `done` of them are ticked. */
  lists(who: string, when: When, task: Later<string>, labels: string[], done = 0): void {
    this.does(who, when, async scope => {
      for (const [i, label] of labels.entries()) {
        const item = await addItem(scope, task.value, label)
        if (i < done) await tickItem(scope, task.value, item, true)
      }
    })
  }

  remarks(who: string, when: When, task: Later<string>, body: string): void {
    this.does(who, when, scope => commentOnTask(scope, task.value, body))
  }

  moves(
    who: string,
    when: When,
    task: Later<string>,
    to: Parameters<typeof moveTask>[2]['to'],
    reason?: string,
  ): void {
    this.does(who, when, scope => moveTask(scope, task.value, { to, reason }))
  }

  /** Files into a folder, then their later versions. */
  files(
    who: string,
    when: When,
    folder: 'branding' | 'content' | 'deliverables',
    doc: Doc,
    more: { internal?: boolean; versions?: { who: string; when: When; doc: Doc; final?: boolean }[] } = {},
  ): Later<string> {
    const id = { value: '' }
    this.does(who, when, async scope => {
      const place = { folder, shared: !more.internal }
      const [received] = await addFiles(scope, this.world.env.FILES, [await fileOf(doc)], place)
      id.value = received?.fileId ?? ''
    })
    for (const version of more.versions ?? [])
      this.does(version.who, version.when, async scope => {
        await addVersion(scope, this.world.env.FILES, id.value, [await fileOf(version.doc)])
        if (version.final) await setFinal(scope, id.value, (await readFile(scope, id.value)).newest.id)
      })
    return id
  }

  /** A file's newest version submitted to the client, and what they say of it. */
  submits(
    who: string,
    when: When,
    file: Later<string>,
    message: string,
    answer?: { who: string; when: When; comment?: string },
  ): void {
    const asked = { value: '' }
    this.does(who, when, async scope => {
      const version = (await readFile(scope, file.value)).newest.id
      asked.value = await askApproval(scope, { file: file.value, version }, { message, covers: [] })
    })
    if (!answer) return
    this.does(answer.who, answer.when, async scope => {
      const { sha256 } = await readApproval(scope, asked.value)
      const { comment } = answer
      await decide(
        scope,
        asked.value,
        comment ? { outcome: 'changes', sha256, comment } : { outcome: 'approved', sha256 },
      )
    })
  }

  /** What the team writes for itself. */
  notes(who: string, when: When, body: string, pinned = false): void {
    this.does(who, when, async scope => {
      const id = await addNote({ scope }, body)
      if (pinned) await pinNote({ scope }, id, true)
    })
  }

  steers(who: string, when: When, words: Parameters<typeof steer>[1]): void {
    this.does(who, when, scope => steer(scope, words))
  }

  /** An amount asked for. */
  bills(
    who: string,
    when: When,
    request: Pick<Parameters<typeof createRequest>[1], 'kind' | 'title' | 'amount'> &
      Partial<Parameters<typeof createRequest>[1]>,
  ): Later<string> {
    const id = { value: '' }
    this.does(who, when, async scope => {
      id.value = await createRequest(scope, {
        description: '',
        basis: 'with',
        phaseId: null,
        dueOn: null,
        validUntil: null,
        ...request,
      })
    })
    return id
  }

  /** Somebody pays by card, and the provider confirms; then, perhaps, a part goes back. */
  pays(
    who: string,
    when: When,
    request: () => Promise<string> | string,
    refunded?: { when: When; amount: number },
  ): void {
    const known = { attempt: '', amount: 0, currency: '' }
    const provider = played(known)
    this.does(who, when, async scope => {
      await startCheckout(scope, await request(), provider, 'http://localhost:8787')
      await this.#system(scope.now, system =>
        confirm(
          system,
          known.attempt,
          { ...moneyOf(known), ref: `cs_demo_${known.attempt}`, state: 'paid' },
          'webhook',
        ),
      )
    })
    if (!refunded) return
    this.plan.on(this.world.at(...refunded.when), at =>
      this.#system(at, system =>
        applyReceived(
          system,
          known.attempt,
          { ...moneyOf(known), paid: true, backs: [backOf(known, refunded.amount)] },
          'webhook',
        ),
      ),
    )
  }

  async #system(at: number, act: (scope: ProjectScope) => Promise<unknown>): Promise<void> {
    await act(await this.world.system(at).project(this.project.value))
  }
}

type Known = { attempt: string; amount: number; currency: string }

const moneyOf = ({ attempt, amount, currency }: Known) => ({
  attemptId: attempt,
  amount,
  currency,
  paymentRef: `pi_demo_${attempt}`,
})

const backOf = ({ attempt }: Known, amount: number) => ({
  ref: `re_demo_${attempt}`,
  key: null,
  amount,
  state: 'succeeded' as const,
})

/** The card provider as the demo world's past knew it: it opens a page and says nothing else. */
function played(known: Known): Provider {
  const never = () => Promise.reject(new Error('The demo world asks nothing of its provider'))
  return {
    name: 'stripe',
    accountId: null,
    mode: 'test',
    refunds: true,
    takes: () => true,
    refOf: () => null,
    open: async order => {
      Object.assign(known, { attempt: order.attemptId, amount: order.amount, currency: order.currency })
      return { ref: `cs_demo_${order.attemptId}`, url: 'http://localhost:8788/' }
    },
    truth: never,
    expire: never,
    refund: never,
    received: never,
    verify: never,
    hear: never,
    test: never,
  }
}
