### Names of countries as they stand in a sentence, by their codes (ISO 3166-1); others stay codes

country = { $code ->
    [AE] the United Arab Emirates
    [AL] Albania
    [AR] Argentina
    [AT] Austria
    [AU] Australia
    [BA] Bosnia and Herzegovina
    [BE] Belgium
    [BG] Bulgaria
    [BR] Brazil
    [BY] Belarus
    [CA] Canada
    [CH] Switzerland
    [CL] Chile
    [CN] China
    [CO] Colombia
    [CY] Cyprus
    [CZ] Czechia
    [DE] Germany
    [DK] Denmark
    [EE] Estonia
    [EG] Egypt
    [ES] Spain
    [FI] Finland
    [FR] France
    [GB] the United Kingdom
    [GR] Greece
    [HR] Croatia
    [HU] Hungary
    [ID] Indonesia
    [IE] Ireland
    [IL] Israel
    [IN] India
    [IS] Iceland
    [IT] Italy
    [JP] Japan
    [KE] Kenya
    [KR] South Korea
    [LI] Liechtenstein
    [LT] Lithuania
    [LU] Luxembourg
    [LV] Latvia
    [MA] Morocco
    [MC] Monaco
    [MD] Moldova
    [ME] Montenegro
    [MK] North Macedonia
    [MT] Malta
    [MX] Mexico
    [MY] Malaysia
    [NG] Nigeria
    [NL] the Netherlands
    [NO] Norway
    [NZ] New Zealand
    [PE] Peru
    [PH] the Philippines
    [PL] Poland
    [PT] Portugal
    [RO] Romania
    [RS] Serbia
    [RU] Russia
    [SA] Saudi Arabia
    [SE] Sweden
    [SG] Singapore
    [SI] Slovenia
    [SK] Slovakia
    [SM] San Marino
    [TH] Thailand
    [TN] Tunisia
    [TR] Türkiye
    [TW] Taiwan
    [UA] Ukraine
    [US] the United States
    [UY] Uruguay
    [VA] Vatican City
    [VN] Vietnam
    [ZA] South Africa
   *[other] { $code }
}
