### Nomi dei Paesi nelle frasi, per codice (ISO 3166-1); gli altri restano codici

country = { $code ->
    [AE] Emirati Arabi Uniti
    [AL] Albania
    [AR] Argentina
    [AT] Austria
    [AU] Australia
    [BA] Bosnia ed Erzegovina
    [BE] Belgio
    [BG] Bulgaria
    [BR] Brasile
    [BY] Bielorussia
    [CA] Canada
    [CH] Svizzera
    [CL] Cile
    [CN] Cina
    [CO] Colombia
    [CY] Cipro
    [CZ] Cechia
    [DE] Germania
    [DK] Danimarca
    [EE] Estonia
    [EG] Egitto
    [ES] Spagna
    [FI] Finlandia
    [FR] Francia
    [GB] Regno Unito
    [GR] Grecia
    [HR] Croazia
    [HU] Ungheria
    [ID] Indonesia
    [IE] Irlanda
    [IL] Israele
    [IN] India
    [IS] Islanda
    [IT] Italia
    [JP] Giappone
    [KE] Kenya
    [KR] Corea del Sud
    [LI] Liechtenstein
    [LT] Lituania
    [LU] Lussemburgo
    [LV] Lettonia
    [MA] Marocco
    [MC] Monaco
    [MD] Moldavia
    [ME] Montenegro
    [MK] Macedonia del Nord
    [MT] Malta
    [MX] Messico
    [MY] Malaysia
    [NG] Nigeria
    [NL] Paesi Bassi
    [NO] Norvegia
    [NZ] Nuova Zelanda
    [PE] Perù
    [PH] Filippine
    [PL] Polonia
    [PT] Portogallo
    [RO] Romania
    [RS] Serbia
    [RU] Russia
    [SA] Arabia Saudita
    [SE] Svezia
    [SG] Singapore
    [SI] Slovenia
    [SK] Slovacchia
    [SM] San Marino
    [TH] Thailandia
    [TN] Tunisia
    [TR] Turchia
    [TW] Taiwan
    [UA] Ucraina
    [US] Stati Uniti
    [UY] Uruguay
    [VA] Città del Vaticano
    [VN] Vietnam
    [ZA] Sudafrica
   *[other] { $code }
}
