pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The wall: a frame that stays, and the page of the state.
Window {
    id: root

    property bool feed: false
    required property HallScreen shown

    color: Theme.ground
    title: shown.title + " · " + qsTr("Hall screen")

    PracticeFrame {
        anchors.fill: parent
        edge: Math.round(Theme.edge * 0.8)
        visible: root.shown.practice
    }

    Item {
        id: safe

        anchors.bottomMargin: Math.round(root.height / 20)
        anchors.fill: parent
        anchors.leftMargin: Math.round(root.width / 20)
        anchors.rightMargin: Math.round(root.width / 20)
        anchors.topMargin: Math.round(root.height / 20)

        HallHeader {
            id: header

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            bare: root.feed
            screen: root.shown
        }

        Item {
            id: place

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: header.bottom
            anchors.topMargin: Theme.gap

            Loader {
                active: root.shown.page === HallPage.STANDBY
                anchors.fill: parent

                sourceComponent: StandbyPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.CHECK_IN
                anchors.fill: parent

                sourceComponent: CheckInPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.ITEM
                anchors.fill: parent

                sourceComponent: ItemPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.KEYS
                anchors.fill: parent

                sourceComponent: KeysPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.OPTIONS
                anchors.fill: parent

                sourceComponent: OptionsPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.WAITING
                anchors.fill: parent

                sourceComponent: WaitingPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.RESULT
                anchors.fill: parent

                sourceComponent: ResultPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.RANKING
                anchors.fill: parent

                sourceComponent: RankingPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.SHARES
                anchors.fill: parent

                sourceComponent: SharesPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.SEATS
                anchors.fill: parent

                sourceComponent: SeatsPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.NAMES
                anchors.fill: parent

                sourceComponent: NamesPage {
                    screen: root.shown
                }
            }

            Loader {
                active: root.shown.page === HallPage.NOTICE
                anchors.fill: parent

                sourceComponent: NoticePage {
                    screen: root.shown
                }
            }
        }
    }
}
