import { configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import { forgetDevices, resealDevices } from '../domain/notifications/devices'

/**
 * Once an hour: forgets the devices of those who were removed, and puts the others' keys under the present secret while
 * there is an old one, which may then be thrown away.
 */
export async function sweepDevices(env: Env, now: number): Promise<{ devices: number }> {
  const { SECRET_KEY, SECRET_KEY_OLD } = configOf(env)
  const system = enterSystem({ db: env.DB, now })
  await forgetDevices(system)
  return { devices: SECRET_KEY_OLD ? await resealDevices(system, SECRET_KEY, SECRET_KEY_OLD) : 0 }
}
