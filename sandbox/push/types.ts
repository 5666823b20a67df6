/** A browser played by the sandbox: what it hands out, and the key it keeps. All in base64url. */
export type PushDevice = { id: string; p256dh: string; auth: string; privateKey: string; gone: boolean }

/** A message as that browser reads it, with what its sender said to the service. `at` in ms. */
export type PushedMessage = {
  device: string
  at: number
  ttl: number
  urgency: string | null
  topic: string | null
  /** Who sends, by the key's own statement. */
  subject: string
  words: unknown
}

export type PushState = { devices: Record<string, PushDevice>; messages: PushedMessage[] }
