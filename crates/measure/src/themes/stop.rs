//! Words that carry no theme, in eight languages, and the small change of social media.
//!
//! Short lists on purpose: what else is everywhere in a set of posts falls to the rule on document frequency.

pub(super) const WORDS: &[&str] = &[
    // English
    "a an the this that these those and or but nor so if then than as of at by for from in into on onto to up with without \
     about after again against all also always am any are aren't been before being be both can can't cannot could couldn't \
     did didn't do does doesn't doing don't down during each even ever every few get gets getting go goes going gone got had \
     hadn't has hasn't have haven't having he her here hers him his how i i'd i'll i'm i've im is isn't it it's its just let \
     like made make me might more most much must my myself no not now off once one only other our ours out over own per put \
     really said same say says she should shouldn't since some still such take tell that's their theirs them there they \
     they're thing things think through too two under until us very via want was wasn't way we we'll we're we've well went \
     were weren't what what's when where which while who whom whose why will won't would wouldn't yes yet you you'd you'll \
     you're you've your yours yourself dont cant didnt doesnt wont ur u r ya y'all lol omg rt amp gonna wanna hi hey hello \
     oh ok okay yeah",
    // Italian
    "il lo la i gli le un uno una l' un' di a da in con su per tra fra del dello della dei degli delle dell' al allo alla ai \
     agli alle all' dal dallo dalla dai dagli dalle dall' nel nello nella nei negli nelle nell' sul sullo sulla sui sugli \
     sulle sull' e ed o ma se che chi cui non né si mi ti ci vi ne me te lui lei noi voi loro io tu è sono sei siamo siete \
     era erano essere stato stata stati ho hai ha abbiamo avete hanno avere aveva fa fare fatto più meno molto poco tanto \
     troppo tutto tutti tutta tutte questo questa questi queste quest' quello quella quelli quelle quell' quel come dove \
     quando perché perche anche ancora già poi così qui qua lì là sempre mai solo ora c' d' m' t' s' v' c'è po cosa cos' nn \
     cmq xché mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro vostra quindi però pero quanto bene senza ogni",
    // Spanish
    "el la los las un una unos unas lo al del de en con por para sin sobre entre hasta desde y e o u pero si no ni que qué \
     quien como cómo cuando donde porque por qué es son soy eres somos era fue ser está están estoy estar ha han he hay hace \
     hacer me te se nos os le les mi mis tu tus su sus yo tú él ella ellos ellas nosotros vosotros usted ustedes este esta \
     esto estos estas ese esa eso esos muy más mas menos mucho poco todo toda todos todas ya también tan así aquí ahí ahora \
     siempre nunca solo sólo algo nada otro otra sin",
    // Portuguese
    "o a os as um uma uns umas do da dos das no na nos nas ao aos à às de em com por pelo pela para pra sem sobre entre até e \
     ou mas se não nem que quem como quando onde porque é são sou era foi ser está estão estou estar tem têm tenho ter há faz \
     fazer me te lhe vos meu minha teu tua seu sua nosso nossa eu tu ele ela eles elas nós você vocês vc este esta isto esse \
     essa isso aquele aquela muito mais menos pouco todo toda todos todas já também tão assim aqui ali agora sempre nunca só \
     algo nada outro outra eh aí tá",
    // French
    "le la les un une des du de d' l' au aux en dans avec sur sous par pour sans chez entre et ou mais donc or ni car si que \
     qu' qui quoi dont où quand comment pourquoi ne pas plus moins très trop peu tout toute tous toutes je j' tu il elle on \
     nous vous ils elles me m' te t' se s' moi toi lui leur leurs y mon ma mes ton ta tes son sa ses notre nos votre vos ce \
     c' cet cette ces ça cela est sont suis es êtes sommes été être était étaient a ai as avons avez ont avoir avait fait \
     faire même aussi encore déjà bien ici là alors comme n' c'est j'ai",
    // German
    "der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber doch denn wenn weil dass daß ob \
     als wie wo was wer wen wem warum wann nicht nie nur auch noch schon sehr mehr viel wenig alle alles immer wieder hier da \
     dort jetzt dann so zu zum zur in im ins an am auf aus bei beim mit nach von vom vor für über unter um durch gegen ohne \
     bis seit ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine dein deine sein seine unser \
     unsere euer eure ist sind bin bist seid war waren wird werden wurde habe hab hast hat haben hatte kann können muss \
     müssen soll will wollen mal ja nein halt ganz man",
    // Arabic
    "في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت يكون هو هي هم انا أنا انت أنت نحن و أو \
     او ثم إن أن ان كل بعض غير بعد قبل حتى إذا اذا لكن بس يا كيف متى أين وين ليش لماذا هل عند عندي كما مثل بين فقط الا إلا ايضا",
    // Hindi
    "का की के को में से पर है हैं था थे थी हो ही भी तो और या कि यह ये वह वे इस उस इन उन जो जब तब अब क्या क्यों कैसे कहाँ कौन नहीं न मत मैं हम \
     तुम आप मेरा मेरी मेरे आपका आपकी अपने अपना एक कुछ सब बहुत कर करना करने किया रहा रहे रही गया गई गए लिए साथ तक बाद ने",
];
