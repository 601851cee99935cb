"""How Traditional characters are read: the reading that pinyin notes give, with its characters.

Made from the readings of pypinyin 0.55 (MIT) for the characters of GBK that OpenCC rewrites as Simplified ones: only such
characters carry notes in the papers that were seen.
"""

from __future__ import annotations

import re
from functools import cache

_TABLE = """
biàn緶變辮辯閞 biào鰾 biè彆 bié別 biān獱籩編邊鯾鯿 biāo標鏢鑣颮颷飆飈驃驫 biē鱉 biě癟 biǎn貶 biǎo錶 bà垻壩罷鮊 bài敗韛 bàn絆辦
bàng謗鎊 bào報鉋鮑 bá軷颰 bèi備憊梖狽珼貝輩鋇 bèng鏰 bì嗶幣彃斃潷熚畢篳蓽詖賁贔蹕鉍閉韠飶鮅鷩 bìn擯殯臏髕鬢 bìng並併幷 bó蔔襏鈸鉑鎛餺駁鵓 bù佈鈈餔 bú轐
bā釟 bān頒 bāng幫縍 bāo齙 bēi盃鵯 bēn錛 bēng綳閍 běi鉳 běng繃 bī鎞鰏 bīn儐檳濱瀕璸繽賓鑌 bō剝撥缽蹳鉢餑驋鮁 bū鈽 bǎ鈀 bǎi擺襬
bǎn鈑闆 bǎng綁 bǎo寶飽鴇 bǐ筆 bǐng稟餅 bǔ補鵏 chuàn釧 chuàng創愴 chuán傳 chuáng牀 chuí錘鎚 chuò嚽綽輟齪 chuāng摐瘡
chuǎng闖 chà奼詫 chài蠆 chàn懺顫 chàng悵暢瑒畼 chái儕齜 chán嬋禪纏蟬讒鑱饞 cháng償嘗嚐腸萇鱨 cháo鼂 chè徹 chèn儭櫬襯讖齔
chén塵蔯諶陳鷐 chéng懲棖誠鋮 chì勑熾飭鶒 chí遲馳 chòng銃 chóng緟蟲 chóu儔嬦幬懤疇籌紬綢薵讎躊 chù絀處觸 chú媰廚櫥芻蒭躕鋤雛 chún純脣蒓蓴錞鶉
chā鍤餷 chāi釵 chān攙覘鉆 chāng倀錩閶鯧 chāo鈔 chē俥唓硨車 chēn綝縝賝 chēng撐檉稱蟶赬 chěn磣 chěng騁 chī喫彲癡絺誺鴟 chōng沖衝
chōu篘 chū貙齣 chūn鰆 chǎ鑔 chǎn剗剷嘽囅嵼幝滻燀產産繟蕆諂譂鏟闡 chǎng場廠鋹 chǎo麨 chǐ恥齒 chǒng寵 chǒu醜 chǔ儲礎齭齼 chǔn賰
cuàn竄 cuán欑 cuò銼錯 cuó躦鹺 cuān攛躥鑹 cuī縗 cà囃 cài埰 càn摻燦 cái纔財 cán慚殘蠶 cè側冊厠廁惻測筴萴 céng層驓 cì賜 cí詞辭餈鴜鶿鷀
còu湊輳 cóng叢從誴 cù縬顣 cān參叄驂 cāng倉傖滄獊艙蒼鶬 cēn嵾 cī蠀 cōng囪樅瑽聰蓯蔥鏦驄 cǎi寀採綵 cǎn慘穇篸黲 cǐ鮆 diàn墊澱電
diào弔窵蓧調釣銱 dié嵽疊絰諜鰈 diān巔癲顛 diāo彫琱鯛鵰 diū丟銩 diǎn點 duàn斷籪緞鍛 duì兌對懟濧綐鐓隊 duò墮飿 duó凙奪敓鐸鮵 duǒ嚲綞
dài帶紿貸軑靆 dàn僤彈憚誕贉 dàng壋檔璗盪碭蕩 dào燾盜 dá薘躂達鐽韃 dèng鄧鐙 dé鍀 dì締螮諦遞 dìng訂鋌錠飣 dí敵滌糴覿鏑頔 dòng凍動棟絧腖駧
dòu竇閗餖鬥 dù鍍 dùn燉鈍頓 dú嬻櫝殰瀆牘犢獨瓄讀黷 dā噠鎝 dāi獃 dān單擔殫癉簞鄲 dāng噹璫當簹襠鐺 dāo魛 dēng燈 dī磾鍉 dīng釘
dōng倲埬崬東氭蝀鶇鼕 dū闍 dūn噸 dǎn撣紞膽 dǎng擋欓灙讜黨 dǎo導島嶹搗擣禱隯 dǐ牴詆 dǐng頂 dǒu鈄 dǔ篤賭 dǔn躉 fà琺髮 fàn氾汎範販軬飯 fá罰閥
fán渢煩礬鐇鷭 fáng魴鰟 fèi廢曊櫠費鐨鯡 fèn僨奮憤糞膹鱝 fèng縫賵鳳 fén墳幩濆羵豶鐼魵 féng馮 fù婦復緮縛複訃負賦賻駙鮒鰒 fú彿紱紼絥輻韍鮄鳧鴔鵩 fā發醱
fāng鈁 fēi緋飛騑 fēn紛訜鈖 fēng偑峯楓灃瘋碸豐鋒風麷 fěi誹 fěng諷 fū膚鈇麩麬 fǎ鍅 fǎn釩 fǎng紡訪鶭 fǒu鴀 fǔ嘸撫輔頫鳬 guà掛詿
guàn慣摜貫鏆鸛 guì劊劌匱槶檜櫃癐瞶簂襘貴鱖 guò過 guó國幗漍膕 guā煱颳騧鴰 guāi摑 guān觀關鰥 guāng輄 guī媯嬀槼歸璝規閨鬹鮭龜 guō咼嘓堝濄蟈鈛鍋
guǎ剮 guǎi枴柺 guǎn舘輨館 guǎng廣獷 guǐ匭詭軌 guǒ槨錁餜 gài蓋鈣隑 gàn幹榦紺贑贛 gàng槓 gào誥鋯 gá釓 gè個箇鉻 gèn亙揯 gé閣閤韚騔鮯
gòng貢 gòu夠構覯詬購 gù僱錮顧鯝 gú鶻 gāi該賅 gān尷 gāng剛岡掆棡綱鋼 gē擱鎶鴐鴿 gēng賡鶊 gě嗰 gěi給 gěng綆鯁 gōng宮碽龔 gōu溝緱鈎鉤韝
gū軲鈲鴣 gǎn扞桿稈趕鱤 gǎng崗 gǎo縞 gǒng鞏 gǔ穀縎蠱詁轂鈷餶 gǔn滾緄袞輥鯀 huà劃嫿樺澅畫畵話諣 huài壞 huàn喚奐換渙煥瘓鯇鯶 huá華譁鏵驊鷨 huái懷
huán環瓛絙綄繯鉮鍰鐶闤 huáng鍠鐄餭騜鰉黃 huì匯彙會殨滙澮燴獩璯穢繢繪翽薈誨諱譓賄闠靧頮 huí迴鮰 huò楇獲禍穫貨鑊 huā嘩 huān歡鴅 huī噅媈揮撝暉煇翬褘詼輝
huō鍃騞 huǎn緩 huǎng謊 huǐ毀燬譭 huǒ夥鈥 hài駭 hàn漢閈頷馯駻 hào灝號鎬顥 hái還頦 hán韓魽 háng絎頏 háo蠔 hè賀鶴 hé紇覈鑉闔頜魺鶡齕
héng恆橫鴴 hòng訌鬨 hòu後鮜鱟 hóng紅紘綋葒鉷鋐閎魟鴻黌 hóu鍭餱 hù嚛戶滬護鱯鸌 hùn諢 hú壺衚餬鬍鵠鶘鶦 hún堚渾琿餛 hān頇 hē訶 hěn詪 hōng輷轟
hū軤 hūn葷閽 hǒng嗊 hǔ滸鯱 jià價駕 jiàn劍漸澗濺艦薦見諓諫賤踐鍵鑑鑒餞 jiàng絳醬 jiào嶠敎較轎 jiá莢蛺袷郟鋏頰餄鵊 jiè屆誡 jié傑潔節結訐詰鮚
jiù廄欍舊鷲 jiā傢夾梜浹鉿鎵 jiān堅姦戔樫殲監箋緘縑艱蕳鐧間韉鰹鳽鶼 jiāng將殭漿繮薑螿韁鱂 jiāo嬌澆膠轇鐎驕鮫鵁鷦 jiē癤謯階 jiōng絅駉駫 jiū糺糾鬮鳩
jiǎ檟賈鉀 jiǎn儉戩揀撿梘檢減瞼筧簡籛繭襇襉謭譾鹼 jiǎng奬槳獎蔣講 jiǎo僥撟攪矯絞繳腳蟜譑鉸餃 jiǒng熲 juàn絹縳雋 jué決灍絕絶蕝覺訣譎鐍鐝钁駃鴃鶌 juān鎸鐫鵑
juē屩撧蹻 juǎn捲錈 jì劑嚌旣檵濟紀繼薊薺覬計記誋際霽驥鰶鱀鱭 jìn勁壗晉濜燼璡縉藎覲贐進 jìng俓凈弳徑桱淨痙競脛逕鏡靚靜 jí卽極級輯鶺 jù劇寠屨懼據窶詎貗鉅鋸颶
jùn儁餕駿 jú侷駶鶪 jī勣嘰擊機櫅璣磯積緝績羈襀譏賫跡蹟躋銈錤隮雞飢饑鷄齎齏 jīn紟釒釿 jīng涇經荊莖驚鯨鶄 jū鋦駒鮈 jūn皸軍鈞銁鮶 jǐ幾擠蟣魢 jǐn僅儘巹盡緊謹錦饉
jǐng剄頸 jǔ榘櫸欅舉齟 kuài儈噲塊獪膾鄶鱠 kuàng壙曠況礦纊貺鄺 kuáng誑鵟 kuì嘳嬇憒潰簣聵蕢謉饋 kuí騤 kuò擴闊鬠 kuā誇 kuān寬臗髖 kuāng誆
kuī巋窺虧 kuǎi擓 kuǎng儣 kuǐ頍 kài愾 kàn闞 kàng鈧閌 kào銬鮳 kè剋緙課騍 ké殼 kòu釦 kù嚳庫絝褲 kùn睏 kāi鐦開 kān龕 kāng鱇
kē軻鈳顆 kēng硜鏗 kěn墾懇齦 kōu剾彄摳瞘 kūn崑瑻褌錕騉鯤鵾 kǎi凱剴塏愷鍇鎧闓 kǎn檻轗 kǔn壼綑閫 liàn戀殮瀲煉練鍊鏈鰊 liàng諒輛鍄
lián嗹奩憐槤漣簾縺聯蓮褳連鎌鐮鰱 liáng樑涼糧綡輬 liáo療繚遼鐐鷯 liè獵鮤鱲鴷 liù餾鷚 liú劉瀏鎦鏐飀騮鶹 liǎ倆 liǎn斂璉臉蘞襝 liǎng兩啢掚魎 liǎo釕
liǔ綹鋶 luàn亂 luán圞孌孿巒攣欒灤臠鑾鸞 luò濼犖絡駱 luó儸欏玀籮羅腡蘿覼邏鏍鑼饠騾 luō囉 là攋臘蠟鑞鯻 lài瀨癩睞籟襰賚賴顂 làn濫爛鑭 làng閬 lào橯澇耮
lái來倈婡崍徠棶淶萊錸麳 lán囒嵐攔斕欄瀾灡璼籃繿藍蘭襤襴讕躝闌 láng鋃鎯 láo勞嘮嶗朥癆鐒 lè樂鰳 lèi淚纇類 léi縲纍虆轠鐳 léng稜
lì儷勵厤厲嚦壢慄曆櫟櫪欐歷濿瀝爄瓅癘癧礪礫糲綟蒞藶蠣躒轢轣酈鉝鎘隸靂鴗鷅麗 lìn藺賃躪閵 lí孋灕籬縭纚蘺貍釐離驪鯬鱺鸝 lín壣臨轔鄰鏻驎鱗 líng欞淩爧綾軨鈴錂閝靈鯪鴒齡
lòng徿贚 lòu瘺瘻鏤 lóng嚨曨朧櫳瀧爖瓏矓礱籠聾蘢躘鸗龍 lóu僂嘍婁慺樓漊熡耬蔞螻謱遱髏 lù彔淥祿籙賂輅轆錄録陸騄騼鷺 lùn論 lú嚧壚廬曥櫨瀘爐盧矑臚艫蘆蠦轤鑪顱鱸鸕
lún侖倫圇崙淪綸菕輪錀 lüè擽鋝 lāo撈 lěi壘誄 lōu瞜 lūn掄 lǎn壈孄懶攬欖纜覽 lǎo銠 lǐ禮裏裡邐鋰鯉鱧 lǐn凜廩懍檁 lǐng嶺領 lǒng壟壠攏篢隴龓
lǒu塿嶁摟簍 lǔ嚕擄擼櫓氌滷瀂磠艣虜鐪鑥魯鹵 lǔn埨 lǘ櫚膢閭驢 lǚ侶呂屢穭縷褸鋁 lǜ慮濾綠緑繂 miàn麪麫麵 miào廟 mián綿 miáo鶓 miè滅衊 miù謬
miǎn澠緬鮸黽 miǎo緲 mà傌嘜榪獁禡罵駡 mài勱脈賣邁霢麥 màn縵蔄鏝 mào貿 mán樠瞞蠻謾顢饅鰻 máng鋩 máo氂犛錨 mèn悶懣燜 mèng夢 méi沒鋂鎇鶥黴
mén捫璊鍆門 méng懞濛矇鄳鸏 mì冪祕覓覛謐 mí彌擟瀰獼瓕禰謎 mín緍緡 míng銘鳴 mò歿纆鏌驀 mó謨饃麽 móu繆謀鉾 mù縸鉬 mú墲 mā媽嬤 māo貓 měi鎂
měng錳 mǎ瑪碼螞鎷馬 mǎi嘪蕒買 mǎn滿蟎 mǎo鉚 mǐ羋 mǐn憫潣簢閔閩鰵 mǔ畝鉧 niàn唸 niàng釀 nián鮎鯰 niáng孃 niè嚙囁櫱籋聶躡錜鎳鑷闑隉顳齧
niǎn攆躎輦 niǎo嫋樢蔦裊鳥 niǔ紐鈕 nuò諾 nuó儺 nuǎn餪 nà吶納軜鈉 nài錼 nào鬧 ná鎿 nái孻 nán難 náng譨饢 náo憹撓碙蟯譊鐃 nè訥 nèi內
nì膩 nìng濘 ní輗鯢齯 níng嚀嬣寧擰檸獰聹苧薴鸋 nóng儂噥濃燶穠膿蕽農醲 nú駑 nüè瘧 něi餒 nǎo堖惱腦 nǐ擬聻鈮 nǒng繷 nǚ釹 piàn騙 pián駢
piāo飄 piǎn諞 piǎo縹 pàn拚詊 pào皰礮 pán盤蹣 páng龎龐 pèi浿轡 péi賠 péng鵬 pì闢鷿鸊 pí羆鵧 pín嬪矉蠙貧頻顰 píng憑蘋評軿鮃 pò釙
póu錇 pù舖鋪 pú僕鏷 pāo拋 pēn噴 pī紕鈹駓鮍 pō潑鉕鏺頗 pū撲鯆 pǒ駊 pǔ樸譜鐠 qiàn俔塹槧綪縴鰜 qiàng熗 qiào殻竅翹誚譙 qián乾潛蕁鈐鉗錢騚騝
qiáng墻嬙廧強檣牆薔 qiáo僑喬嘺橋犞礄蕎鐈鞽 qiè愜竊篋鍥 qióng煢瓊窮藭 qiú巰虯賕釚銶鯄鰽 qiān僉慳牽簽籤謙遷釺鈆鉛韆顅騫鵮 qiāng嗆嶈戧槍瑲蹌錆鏘 qiāo磽蹺鍬
qiū鞦鰌鰍鶖 qiǎn淺繾脥譴 qiǎng搶繈羥鏹 quàn勸 quán權詮輇銓顴鰁 què卻愨慤確礐闋闕鵲 quān駩 quǎn綣 qì棄氣磧訖 qìn撳 qìng慶
qí旂棊碕臍蘄蠐軝錡頎騎騏鯕鰭齊 qíng葝 qù覷闃 qú鴝 qún羣 qī悽慼棲榿淒鏚 qīn嶔欽親駸 qīng傾氫輕 qū區嶇詘誳趨軀驅麯麴 qǐ啓啟綺豈 qǐn寢鋟 qǐng廎請頃
qǔ詓齲 ruì銳鋭 ruò爇 ruǎn軟 ràng讓 rào繞遶 ráo嬈橈蕘襓饒 rè熱 rèn紉紝絍訒認軔韌飪 rì馹 róng嶸榮爃絨蠑鎔 róu輮鍒 rù縟 rùn潤閏 rú銣顬鴽
rún瞤 rǎng纕 rǎo擾 shuài帥 shuì涗稅 shuí誰 shuò爍碩鎙鑠 shuān閂 shuāng孇雙騻驦鸘 shuō說説 shà廈 shài曬
shàn墠樿繕訕謆贍釤銏鐥騸鱔 shàng緔鞝 shào紹 shè厙懾攝欇灄設 shèn滲瘮腎鋠 shèng勝聖 shéng繩 shì勢弒視試諟諡謚貰軾適釋鈰鉽飾 shí塒實時溡蒔蝕識飠鰣
shòu壽獸綬鏉 shù數朮樹竪術豎鉥 shùn順 shú贖 shā剎樧殺紗鎩魦鯊 shāi篩釃 shān刪姍幓搧柵羶軕 shāng傷殤觴 shāo燒 shē賒輋 shēn紳蔘詵駪鰺
shēng昇聲陞 shě捨 shěn嬸審瀋諗讅 shī屍師溮溼濕獅絁蝨詩鉈鯴鰤鳲鳾 shū攄書樞紓綀軗輸 shǎn熌閃陝 shǎng賞 shǐ駛 shǔ屬藷 suì嵗歲繐繸誶鐩 suí隨
suān痠 suī綏雖 suō簑縮 suǒ嗩瑣鎈鎍鎖 sà摋薩鈒颯 sài賽 sàn閐 sàng喪 sè嗇懎澀穡繬譅銫飋 sì瀃釲飼駟 sòng訟誦頌餸 sù泝潚肅訴謖遡鋉餗驌鷫 sā挱
sāi鰓 sān毿鬖 sāo繅騷鰠鱢 sēn槮 sī俬噝廝糹絲緦螄颸鷥 sōng鍶鬆 sōu蒐鎪颼颾餿騪 sū囌穌蘇 sūn孫猻蓀飱 sǎ灑 sǎn傘糝鏾饊 sǎng顙 sǎo掃 sǒng慫聳
sǒu擻籔藪 sǔn損筍 tiào糶 tián鈿闐 tiáo條樤鰷齠 tiān靝 tiē貼 tiě鐵 tiǎn覥賟鍩靦 tiǎo誂 tuán團摶槫糰 tuì蛻 tuí隤頹頽 tuò籜蘀
tuó馱駝駞鮀鴕鼉 tuō挩脫託飥 tuǒ橢 tà撻澾闒闥 tài態鈦 tàn嘆歎賧 tàng燙 tái擡檯臺薹颱駘鮐 tán墰壇壜曇罈罎談譚錟顃 táng醣餳 táo檮綯騊 tè蟘鋱
téng謄騰鰧 tì屜殢 tí綈緹銻題騠鯷鵜鶗鷤 tòng慟衕 tòu綉 tóng詷銅鮦 tóu緰頭 tú圖塗鈯駼 tún飩魨 tān攤灘癱貪 tāng劏湯鏜鐋 tāo濤絛縧韜 tī鷉
tīng廳烴綎聽 tōu鍮 tū禿鵚 tǎ獺鰨 tǎn鉭 tǎng儻鎲钂 tǎo討 tǐ體 tǐng頲 tǒng統 tǔ釷 wà膃襪 wàn澫萬贃錽 wán紈翫頑 wèi懀為爲蝟衛謂轊鏏餧餵
wèn問搵 wèng甕 wéi圍幃湋溈潙潿濰磑維覹違闈韋鮠 wén紋聞閿馼鳼 wò臥齷 wù務塢悞誤霧騖鶩 wú吳無蕪鵐 wā媧窪 wāi喎 wān壪彎灣 wēi鰃 wēn榲溫輼轀鰛鰮
wēng鎓鶲 wěi偉偽僞暐椲煒瑋緯葦蒍蔿薳諉韙頠鮪 wěn穩 wō撾渦窩萵蝸 wū嗚汙烏誣鄔鎢鴮 wǎn綰輓 wǎng瀇網誷輞 wǔ嫵廡憮潕熓鵡 xià嚇
xiàn哯峴憲撊晛獻現睍綫線縣羨莧蜆餡麲 xiàng嚮項 xiào嘯斅斆 xiá俠峽狹硤轄 xián嫺嫻撏癇絃諴賢銜閑閒鷳鷴鹹 xiáng詳 xiè屓洩瀉紲緤褻謝齘 xié協挾擷攜纈脅諧頡
xiòng詗 xiù繡銹鏥鏽 xiā蝦鰕 xiān憸秈纖薟躚銛鍁鮮鶱 xiāng廂緗薌鄉鑲驤 xiāo嘵囂憢梟毊瀟簫綃蕭蟂蠨銷驍鴞 xiē蠍 xiě寫 xiōng兇洶訩 xiū脩饈鵂
xiǎn嶮獫獮玁蘚銑險顯 xiǎng曏蠁響餉饗饟鮝鯗 xiǎo曉篠謏 xiǔ綇 xuàn絢繏鉉鏇 xuán懸璿 xuè謔 xué學嶨澩鷽 xuān諼譞軒鋗 xuē鞾 xuě鱈 xuǎn癬選
xì係戱戲熂細綌繫釳霼餼鬩 xìn釁 xìng倖興 xí習蓆襲覡騱驨鰼 xín鐔 xíng娙滎鈃鉶陘 xù卹敘漵緒續銊鱮 xùn愻訊訓遜 xún噚尋樳潯燖璕紃蟳詢鄩馴鱘 xī犧譆谿錫鑴餏鸂
xīn廞訢鋅 xīng騂 xū噓嬃繻虛訏諝須頊鬚 xūn勛勳塤壎燻纁 xǐ璽縰諰鱚 xǔ盨許詡 yuàn願 yuán員園圓櫞緣貟轅騵鶰黿 yuè嶽悅粵躍軏鈅鉞閱閲鸑 yuān淵鳶鴛鵷
yuē彠約 yuě噦 yuǎn遠 yà亞婭掗氬稏訝軋齾 yàn厭嚥彥灧灩硯艷覎諺讌讞豔贋贗醶釅饜騴驗鴳 yàng樣 yào葯藥鑰鷂 yán嚴巖巗綖訁閆閻顏顔鹽 yáng揚暘楊煬瘍鍚陽颺鰑
yáo堯嶢搖瑤窯謠謡軺遙銚颻餚鰩 yè擫曄業燁葉謁鄴靨頁饁 yé爺釾鋣 yì億勩囈嶧憶懌異瘞瘱縊繶繹義藝虉詣誼譯議軼釴鈠鎰鐿驛鷁鷊 yìn廕憖猌鮣 yí儀訑詑詒貽遺頤飴 yín檭誾銀鷣齗
yíng塋濚瀅瀠熒營瑩縈螢蠅贏鎣 yòng醟 yòu誘 yóng顒鰫 yóu猶蕕輶遊郵鈾魷鮋 yù嫗慾澦獄癒禦籲蕷諭譽軉鈺錥閾預飫馭鬱鱊鴥鵒鷸 yùn惲慍熅緷緼縕腪薀藴蘊運鄆醖醞韞韻餫
yú娛於歟漁璵籅覦諛踰輿餘騟魚 yún勻溳澐熉篔紜蕓鄖雲 yā埡壓椏錏鴉鴨 yān懨煙菸醃閹 yāng鉠鴦 yāo訞 yī禕醫銥鷖 yīn絪緸蔭諲銦闉陰駰
yīng嚶嬰孆孾應攖櫻瓔緓纓罃罌鍈鶯鷹鸚 yō喲 yōng傭擁癰鏞鱅 yōu優憂 yū紆 yūn暈氳蒕贇頵 yǎ啞瘂 yǎn儼兗厴噞巘縯魘鰋鶠黶鼴齴龑 yǎng癢養駚 yǎo齩
yǐ礒艤蟻輢釔顗齮 yǐn癮蘟隱飲 yǐng巊潁癭穎頴 yǒng湧詠踴鯒 yǒu銪 yǔ俁傴嶼與語鋙齬 yǔn殞鈗隕霣 zhuàn囀賺饌 zhuàng壯戇狀 zhuì墜綴縋贅
zhuó梲濁諑鐯鐲鵫鷟 zhuān專磚膞諯鄟顓鱄 zhuāng妝樁莊裝 zhuī錐騅 zhuǎn竱轉 zhà詐 zhài債 zhàn佔嶘戰棧綻驏 zhàng帳痮脹賬 zhào詔趙鮡
zhá箚鍘閘 zhè這鷓 zhèn紖誫賑鎭鎮陣鴆 zhèng幀証諍證鄭 zhé摺蟄謫讋輒轍鮿 zhì幟摯擲櫍櫛滯緻製觶誌質贄躓輊銍鑕駤騭鷙 zhí執縶職蹠躑 zhòng眾衆諥
zhòu冑晝皺紂縐葤駎驟 zhóu軸 zhù佇眝竚築紵註貯鑄駐 zhú劚孎欘燭爥蠾 zhā劄吒査 zhāi齋 zhān氈詀譫霑飦饘驙鱣鸇 zhāng張餦鱆 zhāo釗鉊
zhēn偵楨湞眞禎貞針鉁鍼 zhēng崢徵掙爭猙癥睜箏鉦錚鯖 zhě襵鍺 zhěn診軫 zhī梔織隻鳷鴲 zhōng終鈡鍾鐘 zhōu謅譸賙輈輖週銂鵃 zhū櫧櫫瀦硃誅諸豬銖 zhūn諄
zhǎ鮓鮺 zhǎn嶄斬盞輾颭 zhǎng漲長 zhǐ紙訨軹 zhǒng塚種腫 zhǒu鯞 zhǔ囑斸矚詝 zhǔn準綧 zuò飵 zuān鑽 zuī纗 zuǎn纘 zuǒ繓 zài儎載
zàn暫灒瓚讚贊蹔酇鏨 zàng臟 zào皁竈譟 zá雜 záo鑿 zèn譖 zèng贈鋥 zé則嘖幘擇澤皟簀襗責賾齰 zéi賊鯽鰂 zì漬眥 zòng瘲糉縱錝 zú鏃 zā紮臢鉔 zāi災
zāng贓贜髒 zēng繒 zī澬璾緇茲諮貲資輜錙鎡鯔鰦 zōng綜豵蹤騌 zōu諏鄒騶鯫 zūn鐏鱒鷷 zǎn攢趲 zǎng駔 zǎo棗繰 zǐ釨 zǒng傯總 zǔ組詛
ài嬡愛曖璦礙薆鑀閡靉 àn闇鮟 ào奧驁 ái捱皚騃 áo謸鰲鷔 è堊惡諤軛鍔閼顎餓魥鰐鱷鶚齶 èr貳鉺 é訛鈋鋨額鵝 éi誒 ér兒鮞鴯 òu慪 ā錒 āi噯鎄 ān菴諳鵪 āng骯 ē痾
ě噁 ěr爾邇餌 ōu塸歐毆漚熰甌謳鷗 ǎi藹靄 ǎn銨 ǎo媼襖 ǒu嘔
"""


@cache
def common_readings() -> dict[str, frozenset[str]]:
    """Reading with its tone → the Traditional characters that are read so."""
    return {
        reading: frozenset(characters)
        for reading, characters in re.findall(r"([^\s\u3400-\u9fff]+)([\u3400-\u9fff]+)", _TABLE)
    }
