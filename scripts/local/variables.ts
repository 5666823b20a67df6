import { workerVariables as sandboxVariables } from '../../sandbox/defaults.ts'
import { portFrom } from './ports.ts'
import { type State, secretKey, vapidKeys } from './state.ts'

/** Where a local run listens. */
export interface Ports {
  worker: number
  sandbox: number
}

/** PORT and SANDBOX_PORT, or 8787 and 8788. */
export function localPorts(env = process.env): Ports {
  const ports = {
    worker: portFrom('PORT', env.PORT, 8787),
    sandbox: portFrom('SANDBOX_PORT', env.SANDBOX_PORT, 8788),
  }
  if (ports.worker === ports.sandbox) throw new Error('PORT and SANDBOX_PORT must differ.')
  return ports
}

/** The Worker's variables, by name. */
export type Variables = Record<string, string> & { ORIGIN: string; SECRET_KEY: string }

/**
 * The Worker's variables for a local run: each outside service is the sandbox, unless the environment says otherwise.
 * A variable set there (and not empty) always wins; SECRET_KEY_OLD exists only when it is set.
 */
export function workerVariables(ports: Ports, state: State, env = process.env): Variables {
  const defaults = {
    ENVIRONMENT: 'development',
    MAIL_FROM: 'bonjour@parvis.test',
    MAIL_REPLY: 'reponse@in.parvis.test',
    VAPID_SUBJECT: 'mailto:bonjour@parvis.test',
    ...vapidKeys(state),
    SECRET_KEY_OLD: '',
    ...sandboxVariables(ports.sandbox),
  }
  const chosen = Object.entries(defaults)
    .map(([name, value]): [string, string] => [name, env[name] || value])
    .filter(([, value]) => value !== '')
  return {
    ...Object.fromEntries(chosen),
    ORIGIN: env.ORIGIN || `http://localhost:${ports.worker}`,
    SECRET_KEY: env.SECRET_KEY || secretKey(state),
  }
}
