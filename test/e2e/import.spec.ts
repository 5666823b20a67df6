import { desktop, expect, phone, projectAt, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

const csv = (name: string, lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
})

for (const [how, context] of [
  ['at a desk', desktop],
  ['on a phone, without JavaScript', { ...phone, javaScriptEnabled: false }],
] as const)
  test(`requests come in from a file, ${how}`, async ({ open }) => {
    const camille = await open('camille', context)
    const project = await projectAt(camille, 'atelier', 'Site du Café Zinc')
    const key = Date.now()
    const head = 'Clé;Objet;Description;Type;État;Créé le'
    const good = [
      `${key}-1;La carte ${key};Les prix;bug;ouvert;03/04/2026`,
      `${key}-2;=1+1;;question;résolu;`,
    ]
    const javaScript = !('javaScriptEnabled' in context)
    const look = async (file: ReturnType<typeof csv>) => {
      await camille.goto(`${project}/imports`)
      await camille.getByLabel('Fichier CSV').setInputFiles([file])
      await camille.getByRole('button', { name: 'Vérifier le fichier' }).click()
    }

    await look(csv('reprise.csv', [head, ...good, `${key}-3;Le menu;;truc;;31/02/2026`]))
    await expect(camille.getByText('2 erreurs à corriger')).toBeVisible()
    await expect(camille.getByText('Ligne 4, colonne')).toHaveCount(2)
    await expect(camille.getByRole('button', { name: /^Importer/ })).toHaveCount(0)
    if (javaScript) expect(await faultsOf(camille)).toEqual([])

    await look(csv('reprise.csv', [head, ...good]))
    await expect(camille.getByText('2 demandes prêtes à entrer')).toBeVisible()
    if (javaScript) expect(await faultsOf(camille)).toEqual([])
    // Another column for the words, and back: what is looked at is what comes in.
    await camille.getByLabel('Description', { exact: true }).selectOption({ label: 'Pas dans le fichier' })
    // The page that comes has the same title: it is the first one that must be gone.
    if (javaScript) await camille.evaluate(`document.querySelector('h1').dataset.old = ''`)
    await camille.getByRole('button', { name: 'Importer 2 demandes' }).click()
    await expect(camille.locator('h1[data-old]')).toHaveCount(0)
    await expect(camille.getByRole('heading', { level: 1, name: 'Vérifier avant d’importer' })).toBeVisible()
    await camille.getByRole('button', { name: 'Importer 2 demandes' }).click()
    await expect(camille.getByRole('heading', { level: 1, name: 'Importer', exact: true })).toBeVisible()
    await expect(camille.getByText(/^2 demandes importées/).first()).toBeVisible()

    await look(csv('reprise.csv', [head, ...good]))
    await expect(camille.getByText('Rien de nouveau dans ce fichier')).toBeVisible()
    await camille.goto(`${project}/tickets`)
    await expect(camille.getByRole('link', { name: `La carte ${key}` })).toBeVisible()
  })
