/**
 * What people choose when they are made to choose: compared after a password was reduced to its letters, so that one
 * word stands for `Senha123`, `S3nh@2026` and `SENHA!!`. English and Portuguese words from the tops of published
 * lists, keyboard rows, and what a school would think of first.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  abc abcd abcde abcdef abcdefg abcdefgh access admin administrador administrator alexander amanda amor andre andrea andrew
  angel apple asdf asdfg asdfgh asdfghjkl ashley asdfzxcv baseball basketball batman beatriz biteme blink bonita brasil brazil
  brasileiro buster bruno butterfly caio camila carlos carolina change changeme charlie cheese chelsea chocolate class
  classroom coffee computador computer cookie corinthians cristina daniel daniela default demo deus deusefiel dragon
  eduardo eduarda empresa escola escolaaurora estrela estudante faculdade familia felicidade felipe fernanda fernando
  ferrari flamengo flower football forever francisco freedom friends fuckyou fuckyou futebol gabriel gabriela george
  ginger google gremio guest guilherme guitar gustavo hannah harley heaven hello helloworld henrique hottie hunter
  iloveyou internacional internet isabella isabela jackson jennifer jessica jesus jesuscristo jesusteama jordan joao joshua
  jose juliana julia junior justin killer larissa leonardo letmein liverpool login london lorena love lovely lucas
  luciana luiz madison maggie manager marcelo marcos maria mariana master matheus matrix matthew melissa merlin michael
  michelle mickey minecraft minhasenha monkey monkey mudar mudarsenha mustang mynoob naruto natalia nicole nothing ninja
  online oliveira orange palmeiras pass passw password passwordpassword patricia paulo pedro pepper pikachu pokemon portugal
  princesa princess professor professora purple qazwsx qazwsxedc qwaszx qwer qwerty qwertyu qwertyui qwertyuiop qwertz
  rafael rafaela rainbow ranger ricardo robert roberto rodrigo root samsung santos saopaulo school secret segredo senha
  senhas senhasenha silva soccer star starwars student summer sunshine superman teacher teste test tester testing
  thomas tigger trustno trustnoone user usuario vasco verao victor vitoria vinicius welcome welcomeback whatever william
  winter yellow youtube zaq zaqwsx zaqxsw zxcvbn zxcvbnm
  `
    .trim()
    .split(/\s+/),
);
