"""Words that never bring two papers together: English's small ones and an abstract's stock.

What is stock in the abstracts of one field alone, `term_vectors` finds by how often it is in the
list; the small words of other languages are a library's (`language_of_text.stop_words_of`).
"""

from __future__ import annotations

_ENGLISH = """
a about above across after again against all almost alone along already also although always am
among amongst an and another any anyone anything anywhere apart are aren around as aside at away
back be became because become becomes been before beforehand behind being below beside besides
best better between beyond both but by came can cannot come comes could couldn despite did didn
do does doesn doing don done down due during each either else elsewhere enough especially even
ever every everyone everything everywhere except far few fewer first five for former fourth four
from front further furthermore gave get gets getting give given gives giving go goes going gone
got had half has hasn have haven having he hence her here hereby herein hers herself him himself
his how however hundred i if ii iii in indeed inside instead into is isn it its itself just keep
keeps kept last latter least less let lets like likewise little ll long made mainly make makes
making many may maybe me mean meanwhile means might mine more moreover most mostly much must my
myself namely near nearly need needed needs neither never nevertheless new next no nobody none
nor not nothing notably now nowadays nowhere of off often old on once one ones only onto or
other others otherwise our ours ourselves out over own part per perhaps please quite rather re
really recent recently regard regarding respectively said same say second see seem seemed seems
seen self several shall she should shown shows significantly similarly simply since six so some
somehow someone something sometimes somewhat soon still such take taken takes taking ten than
that the their them themselves then thence there thereafter thereby therefore therein these they
third this those though three through throughout thus to today together too toward towards two
under unless unlike until up upon us use used useful uses using usually various ve versus very
via vs want was way ways we well went were what whatever when whence whenever where whereas
whereby wherein wherever whether which while who whoever whole whom whose why will wish with
within without won would yes yet you your yours yourself etc et al eg ie aka wrt st nd rd th
"""

_ABSTRACTS = """
able abstract accordingly accuracy achieve achieved achieves achieving actually address addressed
addresses addressing aim aimed aims allow allowed allowing allows alternative answer appear
appears applied applies apply applying approach approaches appropriate article aspect aspects
attempt author authors available based basis believe benefit benefits bring brings broad build
building builds built call called cases case challenge challenges challenging choice choices
choose clear clearly code com combine combined combines combining commonly compare compared
compares comparing comparison comparisons comparable compelling competitive completely complex
component components comprehensive conclude conduct conducted conference consider considerable
considerably considered considers consist consisting consists contain containing contains
contrary contrast contribute contribution contributions corresponding create creates crucial
current currently date demonstrate demonstrated demonstrates demonstrating demonstration denote
depend depending depends derive derived describe described describes design designed designing
desirable desired detail detailed details determine determined develop developed developing
development develops differ difference differences different difficult difficulty directly
discuss discussed discusses drawback drawbacks easily easy effect effective effectively
effectiveness effects effort efforts empirical empirically employ employed employing employs
enable enabled enables enabling encourage enhance enhanced enhances enhancing ensure ensures
entire entirely essential establish established evaluate evaluated evaluating evaluation
evaluations evidence examine examined example examples exhibit exhibits exist existing exists
experiment experimental experimentally experiments explain explains exploit exploits exploration
explore explored explores exploring extend extended extending extends extensive extensively
extra fact facto fail fails fairly field fields find finding findings finds focus focused
focuses focusing follow followed following follows form forms found framework frameworks free
fully fundamental future gain gains general generally github good great greater greatly help
helps high higher highest highly hope http https idea ideas identified identify identifies
identifying illustrate illustrated illustrates impact implement implemented implementation
implementations importance important importantly impressive improve improved improvement
improvements improves improving include included includes including incorporate incorporates
increase increased increases increasing increasingly indicate indicates inspired instance
instances interesting interestingly introduce introduced introduces introducing introduction
investigate investigated investigates investigating investigation issue issues kind kinds know
known lack large largely larger largest latest lead leading leads led leverage leverages
leveraging limitation limitations limited line literature look low lower main maintain
maintaining maintains major manner method methodology methods model modeling modelling models
motivate motivated naive natural necessary novel number numbers numerous
observation observations observe observed obtain obtained obtaining obtains offer offers ones
open order original outperform outperformed outperforming outperforms outstanding overall
overcome overview paper papers particular particularly perform performance performances
performed performing performs place popular possible potential potentially power powerful
practical practically practice present presented presenting presents previous previously
primarily prior problem problems process produce produced produces promising proper de past
decade decades enjoy enjoys adding add adds viewed equipped equip poor decreasing thought
selecting central body growing properly property properties propose proposed proposes proposing
proven provide provided provides providing publicly purpose question questions real realistic
reason reasonable receive received relative relatively release released relevant rely relies
relying remain remaining remains remarkable remarkably replace report reported reports require
required requirement requirements requires requiring research researchers resolve respect result
resulting results reveal reveals review rich role satisfactory scenario scenarios science
section seek seeks set sets setting settings shed show showed showing significant similar simple
simplicity single situation situations small smaller solution solutions solve solved solves
solving source special specific specifically standard start state step steps straightforward
strong stronger studied studies study studying substantial substantially succeed success
successful successfully suffer suffers sufficient suggest suggests suitable superior superiority
support supports surprising surprisingly system systems tackle target task tasks technique
techniques tend tends term terms test tested testing theoretical theoretically time times tool
tools total traditional traditionally true turn type types typical typically understand
understanding understood unified unique usage utilise utilised utilises utilising utilize
utilized utilizes utilizing valid validate validated variant variants variety verified verify
view wide widely work working works world worse yield yielding yields art addition additional
additionally advance advances advantage advantages algorithm algorithms
dataset datasets efficient
efficiently efficiency achievable outcome outcomes insight insights capability capabilities
ability abilities area areas recent thereof website analyse analysed analyses analyze analyzed
analyzes analyzing reduce reduced reduces reducing reduction multiple baseline baselines key
modern mechanism mechanisms diverse critical paradigm paradigms strategy strategies counterpart
counterparts scheme schemes named name trade tradeoff intuition intuitive avoid avoids avoiding
daily arise arises mainstream indicating motivation motivations created creating creation
express expressed convenient emphasize emphasise supported supporting abundant unify unifying
adjust compensate assume assumed assumption assumptions discovered discover rapid extreme gap
gaps common change changes individual direction directions concept concepts procedure procedures
drive driven capture captures capturing sophisticated describing intended dedicated deliver
easier collecting plausible left top respond modify modified notion involve involves involving
hold holds goal goals ultimate formulate formulated formulation reach reaches reaching offering
remark quantify quantifies affect affects affecting perspective perspectives manifest inherent
arbitrary desire attractive share shared sharing reliable degrade degradation prevent preventing
carefully careful generate generated generates generating aware handle handling handles reflect
reflects bridge bridging underlying hypothesis systematic ubiquitous dramatic drastic emerge
emerged emerging emergence vast enormous rigorous concrete subsequent serve serves serving treat
treated conventional mere comparative costly expensive cost costs overhead overheads faster fast
better accurate merit merits pave paves paving integrate integrated integrates integrating
integration altogether latter optimal achievement novelty respective extent rise constitute
constitutes contrasts facilitate facilitates facilitating ways yielded counter pursue facing
face faces faced attracted popularity plenty vital pivotal necessity demand demands demanding
attain attains attained preserve preserves preserving surpass surpasses surpassing
outperformance experience experiences elegant flexible flexibility versatile perfect ideal
suited fit fits project page url io www
"""

_OPENING = """
co cross few first five four full high inter intra k l large long low multi n
non novo one post pre re real second self semi short single small sub three
two un zero
"""
_WITHIN = """
algorithm algorithms code dataset datasets design end field fields framework frameworks free
gain line model modeling modelling models natural number
order power prior process property properties range rate set sets source state step system
systems target task tasks test time true
"""

ENGLISH = frozenset(_ENGLISH.split())
"""English's small words."""
OPENING = frozenset(_OPENING.split())
"""Words that say something only with another one after them: `low-rank`, `short-term`."""
ONLY_IN_PHRASES = OPENING | frozenset(_WITHIN.split())
"""Words that say something only beside another one: `state space`, `price model`."""
STOP_WORDS = frozenset((_ENGLISH + _ABSTRACTS).split()) - ONLY_IN_PHRASES
"""Words that neither stand alone nor in a phrase."""
_NO_ADVERBS = frozenset(
    [
        "anomaly",
        "assembly",
        "butterfly",
        "early",
        "family",
        "monopoly",
        "multiply",
        "reply",
        "supply",
    ]
)


def is_stop_word(word: str) -> bool:
    """Whether a lower-case word is listed in `STOP_WORDS`, or an adverb in `-ly`."""
    return word in STOP_WORDS or (len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS)
