import { expect, test } from 'vitest'
import { newCode, readCode } from './codes'
import { passwordProblem } from './password-rules'
import { hashPassword, verifyPassword } from './passwords'

const whose = { email: 'camille.roy@atelier.test', name: 'Camille Roy' }

test('a password is kept as scrypt with its own salt, and is the only one that fits', async () => {
  const [a, b] = [await hashPassword('été à la plage'), await hashPassword('été à la plage')]
  expect(a).not.toBe(b)
  expect(await verifyPassword('été à la plage'.normalize('NFD'), a)).toBe(true)
  expect(await verifyPassword('été à la plag', a)).toBe(false)
  expect(await verifyPassword('', null)).toBe(false)
  expect(await verifyPassword('', 'scrypt$16384$8$5$$')).toBe(false)
})

test.each([
  ['trop court', 'accounts.error.password_short'],
  ['x'.repeat(257), 'accounts.error.password_long'],
  ['motdepasse123', 'accounts.error.password_common'],
  ['P@ssw0rd2024!', 'accounts.error.password_common'],
  ['azertyuiop12', 'accounts.error.password_common'],
  ['QwErTyUiOp[]', 'accounts.error.password_common'],
  ['123456789012', 'accounts.error.password_common'],
  ['aaaaaaaaaaaa', 'accounts.error.password_common'],
  ['abcabcabcabc', 'accounts.error.password_common'],
  ['1q2w3e4r5t6y', 'accounts.error.password_common'],
  ['Bonjour-12345', 'accounts.error.password_common'],
  ['iloveyou2026', 'accounts.error.password_common'],
  ['Marseille13!!', 'accounts.error.password_common'],
  ['correcthorsebatterystaple', 'accounts.error.password_common'],
  ['xkfz camille 77', 'accounts.error.password_own'],
  ['Atelier-brouette-9', 'accounts.error.password_own'],
])('%s is refused', async (password, problem) => {
  expect(await passwordProblem(password, whose)).toBe(problem)
})

test.each([
  'parvis-demo-2026',
  'brouette cactus zinc',
  'Xk9#mQ2$vL7p',
  'x9F'.padEnd(64, 'qZ7w-Lp2'),
  '城門失火殃及池魚一二三四',
])('%s is taken', async password => {
  expect(await passwordProblem(password, { email: 'lea@lune.test', name: 'Léa' })).toBeNull()
})

test('a code is six unmistakable characters, and is read however it was typed', () => {
  for (let i = 0; i < 200; i++) expect(newCode()).toMatch(/^[BCDFGHJKMNPQRSTVWXZ3479]{6}$/)
  expect(readCode(' bcd–fgh ')).toBe('BCDFGH')
  expect(readCode('258 643')).toBe('ZSBG43')
})
