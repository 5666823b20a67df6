import { describe, expect, it } from 'vitest'
import { pathsOf } from './zip'

describe('the paths of an archive', () => {
  it('number a name that comes twice, also where only its case differs', () => {
    expect(pathsOf([['a.pdf'], ['A.pdf'], ['a.pdf'], ['a (2).pdf'], ['x', 'a.pdf']])).toEqual([
      'a.pdf',
      'A (2).pdf',
      'a (3).pdf',
      'a (2) (2).pdf',
      'x/a.pdf',
    ])
  })

  it('never lead out, and hold nothing that a system takes for more than a name', () => {
    const tricks = [
      ['..', '..', 'etc.txt'],
      ['/racine.txt'],
      ['C:\\a\\b.txt'],
      ['\u202Efdp.exe.txt'],
      ['nul\0.txt'],
      ['x. '],
    ]
    const paths = pathsOf(tricks)
    expect(paths).toEqual([
      'fichier/fichier/etc.txt',
      'racine.txt',
      'C_ab.txt',
      'fdp.exe.txt',
      'nul.txt',
      'x',
    ])
  })
})
