/**
 * What most passwords are made of, in French and English: the words at the head of every published list of leaked
 * ones. A password is common when it is one or two of these, whatever digits, signs and capitals are put around or
 * between them. Kept as words, not as whole passwords: 400 words stand for many thousands of those.
 */
const WORDS = `
password passwort passw passwd pass motdepasse motdepass mdp secret code access admin administrator administrateur
root user utilisateur guest invite test testing demo default changeme changeit change welcome bienvenue letmein
login logon connexion connect internet computer ordinateur windows microsoft google facebook apple iphone samsung
android youtube twitter instagram whatsapp telegram linkedin amazon netflix spotify paypal yahoo hotmail gmail
orange free bouygues wanadoo azerty azertyuiop qwerty qwertyuiop qwertz asdf asdfgh asdfghjkl qsdf qsdfghjklm wxcvbn
zxcvbn zxcvbnm azer qwer poiuyt poiuytreza mlkjhgfdsq lkjhgfdsa poiuytrewq abc abcd abcdef abcdefg abcdefgh abcdefghi
abcdefghij alpha beta omega hello bonjour bonsoir salut coucou hola ciao iloveyou loveyou ilove love lover lovely
jetaime jtaime jetadore amour amoureux amoureuse monamour mamour coeur moncoeur cheri cherie mon ma mes the
my your you toi moi
soleil etoile lune ciel nuage terre monde nature fleur rose jasmin lavande tulipe marguerite arbre foret montagne
mer ocean plage riviere sunshine sun moon star stars sky rainbow flower flowers summer winter spring autumn ete
hiver printemps automne january february march april may june july august september october november december
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi
vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday chocolat chocolate caramel vanille
nutella banane banana orange cerise cherry fraise strawberry pomme peche citron cookie cookies cheese fromage
pizza coffee cafe sugar honey butterfly papillon dauphin dolphin dragon tigre tiger lion leopard panther panthere
monkey singe chat chaton cat kitty kitten chien dog doggy puppy loup wolf ours bear cheval horse licorne unicorn
lapin rabbit bunny souris mouse oiseau bird aigle eagle phoenix poney pony poisson fish shark requin cobra scorpion
princess princesse prince queen reine king roi angel ange demon diable devil jesus jesuschrist christ dieu god
allah bismillah inchallah inshallah maman papa mamie papi mother father mommy daddy brother sister frere soeur bebe
baby babygirl babyboy family famille ami amis amie friend friends bestfriend forever toujours jamais liberte
liberty freedom paix peace espoir hope faith foi bonheur happy happiness joie smile sourire life vie belle beau
beautiful pretty sexy hottie cool super superman superstar batman spiderman ironman wonderwoman pokemon pikachu
naruto goku sonic mario zelda minecraft fortnite roblox starwars matrix hunter ninja samurai warrior shadow killer
master mastercard legend champion winner player gamer football foot soccer basket basketball baseball hockey tennis
rugby liverpool chelsea arsenal barcelona realmadrid juventus milan psg marseille olympique olympiquelyonnais lyon
paris france francais londres london newyork america canada quebec montreal toronto bruxelles geneve afrique africa
dakar senegal abidjan cotedivoire cameroun douala yaounde bamako mali congo kinshasa maroc casablanca algerie alger
tunisie tunis benin togo gabon guinee madagascar haiti portugal espagne italie ferrari porsche mercedes bmw audi
renault peugeot citroen toyota yamaha harley mustang corvette ronaldo cristiano messi neymar zidane mbappe jordan
michael jackson thomas nicolas julien alexandre maxime antoine guillaume pierre jean marie louis lucas hugo leo
arthur gabriel raphael adam nathan mathieu matthieu matthew daniel david robert william charles charlie george
andrew joseph joshua anthony benjamin samuel jessica jennifer ashley amanda michelle nicole sarah laura camille
manon lea chloe emma ines jade louise alice juliette caroline charlotte isabelle nathalie sophie sandrine valerie
stephanie celine aurelie emilie melanie marine pauline mathilde claire anne julie virginie elodie laetitia mohamed
mohammed fatima aminata fatou mariam ibrahima mamadou ousmane
trustno trust iamthe whatever nothing rien blink slipknot metallica nirvana eminem beyonce rihanna rock rocknroll
music musique guitar guitare piano dance danse hiphop reggae jazz metal purple violet blue bleu red rouge green
vert yellow jaune black noir white blanc pink silver gold diamond diamant crystal cristal tresor treasure magic
magique dream dreams reve fire feu water eau ice glace thunder tonnerre lightning storm bonaparte napoleon vacances
holiday travail work office bureau company entreprise societe business money argent dollar euro bank banque
school ecole college lycee university student teacher doctor docteur police soldier pompier marine army
correcthorse batterystaple thisis isa myname keyboard clavier number numero one two three four five six seven
eight nine ten un deux trois quatre cinq sept huit neuf dix onze douze
`

const words = new Set(WORDS.split(/\s+/).filter(Boolean))
const longest = Math.max(...[...words].map(w => w.length))

/** Lines of keys and of figures along which lazy passwords run, in either direction. */
const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1a2z3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1aqw2zsx3edc4rfv5tgb6yhn7uj',
  'qazwsxedcrfvtgbyhnujm',
  'aqwzsxedcrfvtgbyhnuj',
  'zaq12wsxcde34rfv',
  '1a2b3c4d5e6f7g8h9i0j',
  'a1b2c3d4e5f6g7h8i9j0',
].flatMap(run => [run, [...run].reverse().join('')])

/** Letters as they are meant: `P@ssw0rd` is `password`. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replaceAll('0', 'o')
    .replaceAll('1', 'i')
    .replaceAll('3', 'e')
    .replaceAll('4', 'a')
    .replaceAll('5', 's')
    .replaceAll('7', 't')

/** How many common words the letters are made of, at the least; Infinity where they are not. */
function wordsIn(letters: string): number {
  const least = new Array<number>(letters.length + 1).fill(Number.POSITIVE_INFINITY)
  least[0] = 0
  for (let end = 1; end <= letters.length; end++)
    for (let start = Math.max(0, end - longest); start < end; start++)
      if (words.has(letters.slice(start, end)))
        least[end] = Math.min(least[end] ?? 0, (least[start] ?? 0) + 1)
  return least[letters.length] ?? 0
}

/** Whether the text runs along the keyboard, the alphabet or the figures, in pieces of four or more. */
function isRun(text: string): boolean {
  let at = 0
  while (at < text.length) {
    let length = text.length - at
    while (length >= 4 && !runs.some(run => run.includes(text.slice(at, at + length)))) length--
    if (length < 4) return text.length - at < 4 && at >= 8
    at += length
  }
  return true
}

/** Whether it is one short piece several times over: `aaaaaaaaaaaa`, `abcabcabcabc`. */
const repeats = (text: string): boolean => /^(.{1,6}?)\1+.{0,3}$/su.test(text)

/** Whether a password is one that is tried first. */
export function isCommon(password: string): boolean {
  const lower = password.toLowerCase()
  const bare = lower.replace(/[^\p{L}\p{N}]/gu, '')
  if (bare.length < 4 || new Set(bare).size < 5 || repeats(bare) || isRun(bare)) return true
  if (/^\d+$/.test(bare)) return true
  return [lower, plain(password), plain(lower.replace(/^[\d\W_]+|[\d\W_]+$/g, ''))].some(spelling => {
    const letters = spelling.replace(/[^a-z]/g, '')
    return letters.length > 0 && wordsIn(letters) <= 2
  })
}
