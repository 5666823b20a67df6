import type { notifications as fr } from '../fr/notifications'
import type { Same } from '../same'

export const notifications: Same<typeof fr> = {
  sentence: {
    mentioned: 'mentioned you in the conversation',
  },
}
